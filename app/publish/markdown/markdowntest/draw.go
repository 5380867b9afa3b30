package markdowntest

import (
	"strings"

	"pgregory.net/rapid"
)

// pieces are what texts that act are made of.
func pieces() []string {
	return []string{
		"@", "alice", "#", "5", "GH-7", "a", "x y", " ", " ", "\n", "\n\n", "    ", "\t", "`", "``", "```", "~~~", "*", "**", "_", "__", "~~",
		"[", "]", "(", ")", "!", "|", "---", "===", ":-", "- ", "* ", "1. ", "1) ", "> ", "# ", "<", ">", "</details>", "<details>", "<!--", "-->",
		"goalkeeper:end", "&", "&#64;", "&lt;", ";", "\\", "$", "https://evil.example/a", "www.evil.example", "a.b@c.example", "fixes ", "\u202e", "\x1b[0m",
		"é", "+", "-", "=", ".", "/", "<code>", "</code>", ":", "\"", "'", ",", "{", "}", "^", "[^1]", "\r", "acme/billing", "\\|", "mailto:", "x@", "\xff",
	}
}

// Draw makes a text that tries to act.
func Draw(t *rapid.T) string {
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces()), 0, 14).Draw(t, "pieces"), "")
}
