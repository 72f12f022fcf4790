package dev.lakehouse.serve.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/** The parts of which pages are made. Whatever text goes in is escaped; only what this package writes is markup. */
final class Html {
    private static final String STYLE = """
            :root { color-scheme: light dark; --line: #8884; --soft: #8881; --good: #1a7f37; --bad: #c0262d; --busy: #0a58ca; }
            @media (prefers-color-scheme: dark) { :root { --good: #4ac26b; --bad: #ff7b72; --busy: #79b8ff; } }
            * { box-sizing: border-box; }
            body { margin: 0 auto; max-width: 72rem; padding: 1rem; font: 1rem/1.5 system-ui, sans-serif; }
            header { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 1.5rem; padding-bottom: .5rem; border-bottom: 1px solid var(--line); }
            header p { margin: 0; font-size: 1.25rem; font-weight: 600; flex: 1; }
            h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin-top: 2rem; }
            .wide { overflow-x: auto; }
            table { border-collapse: collapse; width: 100%; }
            caption { text-align: left; padding: .25rem 0; }
            th, td { text-align: left; padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line); white-space: nowrap; }
            td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
            .number + :not(.number) { padding-left: 1rem; }
            td.text { white-space: normal; }
            a { color: inherit; } a:focus-visible, button:focus-visible, input:focus-visible { outline: 3px solid var(--busy); }
            code { font-family: ui-monospace, monospace; }
            .succeeded { color: var(--good); } .failed, .problem { color: var(--bad); } .running { color: var(--busy); }
            .box { border: 1px solid var(--line); border-radius: .5rem; padding: .25rem 1rem; background: var(--soft); }
            form.sign-in { max-width: 28rem; }
            label { display: block; font-weight: 600; }
            input { width: 100%; font: inherit; padding: .5rem; margin: .25rem 0 1rem; }
            button { font: inherit; padding: .4rem 1rem; cursor: pointer; }
            dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.5rem; }
            dt { font-weight: 600; } dd { margin: 0; }
            """;

    private Html() {}

    /** A whole page; {@code body} is markup. */
    static String page(String title, boolean signedIn, String body) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s - lakehouse</title>
                <style>%s</style>
                </head>
                <body>
                <header>%s</header>
                <main>
                <h1>%s</h1>
                %s</main>
                </body>
                </html>
                """.formatted(escape(title), STYLE, header(signedIn), escape(title), body);
    }

    /** Only the style above, forms to ourselves, and nothing else: no script, no frame, nothing from elsewhere. */
    static String contentSecurityPolicy() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(STYLE.getBytes(StandardCharsets.UTF_8));
            return "default-src 'none'; style-src 'sha256-"
                    + Base64.getEncoder().encodeToString(hash)
                    + "'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static String escape(Object value) {
        return String.valueOf(value)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** A table of cells that are markup; a heading that begins with {@code #} is of numbers. */
    static String table(String caption, List<String> headings, List<List<String>> rows) {
        StringBuilder html = new StringBuilder("<div class=\"wide\"><table><caption>")
                .append(escape(caption))
                .append("</caption><thead><tr>");
        for (String heading : headings) {
            boolean number = heading.startsWith("#");
            html.append(number ? "<th scope=\"col\" class=\"number\">" : "<th scope=\"col\">")
                    .append(escape(number ? heading.substring(1) : heading))
                    .append("</th>");
        }
        html.append("</tr></thead><tbody>\n");
        for (List<String> row : rows) {
            html.append("<tr>");
            for (int i = 0; i < row.size(); i++) {
                html.append(headings.get(i).startsWith("#") ? "<td class=\"number\">" : "<td>")
                        .append(row.get(i))
                        .append("</td>");
            }
            html.append("</tr>\n");
        }
        return html.append("</tbody></table></div>\n").toString();
    }

    /** A line of a {@code dl}; nothing where there is nothing to say. */
    static String entry(String name, String markup) {
        return markup.isEmpty() ? "" : "<dt>" + escape(name) + "</dt><dd>" + markup + "</dd>";
    }

    static String link(String path, String text) {
        return "<a href=\"" + escape(path) + "\">" + escape(text) + "</a>";
    }

    private static String header(boolean signedIn) {
        String name = "<p>" + link("/", "lakehouse") + "</p>";
        return signedIn
                ? name + "<form method=\"post\" action=\"/pages/sign-out\"><button>Sign out</button></form>"
                : name;
    }
}
