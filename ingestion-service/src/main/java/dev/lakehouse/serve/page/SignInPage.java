package dev.lakehouse.serve.page;

/** Asks for the token. The name is there for programs that remember passwords; nobody reads it. */
final class SignInPage {
    private SignInPage() {}

    static String of(boolean wrong) {
        String complaint = wrong
                ? "<p class=\"problem\" id=\"wrong\" role=\"alert\">That is not the token. It is the value that"
                        + " <code>LAKEHOUSE_TOKEN</code> had when the service was started.</p>\n"
                : "";
        return Html.page("Sign in", false, """
                <form class="sign-in" method="post" action="/pages/sign-in">
                <input name="username" value="lakehouse" autocomplete="username" hidden>
                %s<label for="token">Token of the service</label>
                <input id="token" name="token" type="password" autocomplete="current-password" required autofocus%s>
                <button>Sign in</button>
                </form>
                """.formatted(
                        complaint, wrong ? " aria-invalid=\"true\" aria-describedby=\"wrong\"" : ""));
    }
}
