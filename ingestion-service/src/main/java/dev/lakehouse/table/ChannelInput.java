package dev.lakehouse.table;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;

import org.apache.hadoop.fs.PositionedReadable;
import org.apache.hadoop.fs.Seekable;

/** A channel as Hadoop reads files. */
final class ChannelInput extends InputStream implements Seekable, PositionedReadable {
    private final SeekableByteChannel channel;
    private final InputStream stream;

    ChannelInput(SeekableByteChannel channel) {
        this.channel = channel;
        this.stream = Channels.newInputStream(channel);
    }

    @Override
    public int read() throws IOException {
        return stream.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return stream.read(bytes, offset, length);
    }

    @Override
    public void seek(long position) throws IOException {
        channel.position(position);
    }

    @Override
    public long getPos() throws IOException {
        return channel.position();
    }

    @Override
    public boolean seekToNewSource(long position) {
        return false;
    }

    @Override
    public synchronized int read(long position, byte[] bytes, int offset, int length) throws IOException {
        long before = channel.position();
        try {
            channel.position(position);
            return stream.readNBytes(bytes, offset, length);
        } finally {
            channel.position(before);
        }
    }

    @Override
    public void readFully(long position, byte[] bytes, int offset, int length) throws IOException {
        if (read(position, bytes, offset, length) < length) {
            throw new EOFException("the file ends before position " + (position + length));
        }
    }

    @Override
    public void readFully(long position, byte[] bytes) throws IOException {
        readFully(position, bytes, 0, bytes.length);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
