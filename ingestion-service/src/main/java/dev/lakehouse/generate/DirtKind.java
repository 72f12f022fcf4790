package dev.lakehouse.generate;

import java.util.Arrays;
import java.util.List;

import static dev.lakehouse.generate.DirtKind.Fate.MENDED;
import static dev.lakehouse.generate.DirtKind.Fate.QUARANTINED;

/**
 * What can be wrong with a row, and what the pipeline {@code loja} makes of it.
 *
 * <table>
 *   <caption>Kinds of dirt</caption>
 *   <tr><th>kind</th><th>table</th><th>the row as it lands</th><th>fate</th></tr>
 *   <tr><td>{@link #BLANK_QUANTIDADE}</td><td>pedidos</td><td>quantidade is empty</td><td>quarantined</td></tr>
 *   <tr><td>{@link #BLANK_VALOR_TOTAL}</td><td>pedidos</td><td>valor_total is empty</td><td>quarantined</td></tr>
 *   <tr><td>{@link #BLANK_DATA_PEDIDO}</td><td>pedidos</td><td>data_pedido is empty</td><td>quarantined</td></tr>
 *   <tr><td>{@link #NOT_A_NUMBER}</td><td>pedidos</td><td>quantidade is {@code abc}</td><td>quarantined</td></tr>
 *   <tr><td>{@link #UNKNOWN_CLIENTE}</td><td>pedidos</td><td>no such customer ever lands</td><td>quarantined</td></tr>
 *   <tr><td>{@link #UNKNOWN_PRODUTO}</td><td>pedidos</td><td>no such product ever lands</td><td>quarantined</td></tr>
 *   <tr><td>{@link #EXTRA_COLUMN}</td><td>pedidos</td><td>a delimiter within the status, unquoted: one value too many, and
 *       text where valor_total stands</td><td>quarantined</td></tr>
 *   <tr><td>{@link #TRUNCATED_LINE}</td><td>pedidos</td><td>the line ends after quantidade</td><td>quarantined</td></tr>
 *   <tr><td>{@link #BRAZILIAN_DATE}</td><td>pedidos</td><td>{@code 31/01/2024}</td><td>mended</td></tr>
 *   <tr><td>{@link #COMMA_IN_VALOR_TOTAL}</td><td>pedidos</td><td>{@code 1.234,56}</td><td>mended</td></tr>
 *   <tr><td>{@link #REPEATED_PEDIDO}</td><td>pedidos</td><td>the line stands there twice</td><td>mended</td></tr>
 *   <tr><td>{@link #SHOUTED_EMAIL}</td><td>clientes</td><td>upper case, blanks around it</td><td>mended</td></tr>
 *   <tr><td>{@link #LINE_BREAK_IN_NOME}</td><td>clientes</td><td>a quoted line break after the first name</td><td>mended</td></tr>
 *   <tr><td>{@link #REPEATED_CLIENTE}</td><td>clientes</td><td>the line stands there twice</td><td>mended</td></tr>
 *   <tr><td>{@link #BLANK_PRECO}</td><td>produtos</td><td>preco is JSON null; only where the product is known already</td>
 *       <td>quarantined</td></tr>
 *   <tr><td>{@link #BLANK_ESTOQUE}</td><td>produtos</td><td>estoque is an empty text; only where the product is known
 *       already</td><td>quarantined</td></tr>
 *   <tr><td>{@link #COMMA_IN_PRECO}</td><td>produtos</td><td>the text {@code "1.234,56"}</td><td>mended</td></tr>
 *   <tr><td>{@link #REPEATED_PRODUTO}</td><td>produtos</td><td>the line stands there twice</td><td>mended</td></tr>
 * </table>
 *
 * A dirty row is dirty in one way only. Customers are never quarantined, nor is a product's first row, so that no order lacks
 * its customer or product but those that are meant to.
 */
public enum DirtKind {
    BLANK_QUANTIDADE("pedidos", QUARANTINED),
    BLANK_VALOR_TOTAL("pedidos", QUARANTINED),
    BLANK_DATA_PEDIDO("pedidos", QUARANTINED),
    NOT_A_NUMBER("pedidos", QUARANTINED),
    UNKNOWN_CLIENTE("pedidos", QUARANTINED),
    UNKNOWN_PRODUTO("pedidos", QUARANTINED),
    EXTRA_COLUMN("pedidos", QUARANTINED),
    TRUNCATED_LINE("pedidos", QUARANTINED),
    BRAZILIAN_DATE("pedidos", MENDED),
    COMMA_IN_VALOR_TOTAL("pedidos", MENDED),
    REPEATED_PEDIDO("pedidos", MENDED),
    SHOUTED_EMAIL("clientes", MENDED),
    LINE_BREAK_IN_NOME("clientes", MENDED),
    REPEATED_CLIENTE("clientes", MENDED),
    BLANK_PRECO("produtos", QUARANTINED),
    BLANK_ESTOQUE("produtos", QUARANTINED),
    COMMA_IN_PRECO("produtos", MENDED),
    REPEATED_PRODUTO("produtos", MENDED);

    private final String table;
    private final Fate fate;

    DirtKind(String table, Fate fate) {
        this.table = table;
        this.fate = fate;
    }

    /** What becomes of a dirty row in silver. */
    public enum Fate {
        /** Its value is understood, or its repetition is dropped: silver is as if it had been clean. */
        MENDED,
        /** It goes to quarantine. */
        QUARANTINED
    }

    /** The source, and silver table, whose rows are dirty in this way. */
    public String table() {
        return table;
    }

    /** What the pipeline makes of it. */
    public Fate fate() {
        return fate;
    }

    static List<DirtKind> of(String table) {
        return Arrays.stream(values()).filter(kind -> kind.table.equals(table)).toList();
    }

    static List<DirtKind> mendedOf(String table) {
        return of(table).stream().filter(kind -> kind.fate == MENDED).toList();
    }
}
