package policy

import (
	"path"
	"slices"
	"strings"
)

// maxNesting is how deep commands inside of commands are read.
const maxNesting = 4

// runsAny tells whether one of the simple commands is what pattern means.
func runsAny(commands [][]string, pattern string) bool {
	want := strings.Fields(pattern)
	return slices.ContainsFunc(commands, func(words []string) bool { return runs(words, want) })
}

// runs looks for want at the start of words, and behind a wrapper such as sudo
// anywhere: what of a wrapper's words is its own cannot be told.
func runs(words, want []string) bool {
	for len(words) > 0 && (strings.Contains(words[0], "=") || slices.Contains(reserved(), words[0])) {
		named := words[0] == "function"
		if words = words[1:]; named && len(words) > 0 {
			words = words[1:]
		}
	}
	if len(words) == 0 || len(want) == 0 {
		return false
	}
	if inOrder(words, want) {
		return true
	}
	if !slices.Contains(wrappers(), path.Base(words[0])) {
		return false
	}
	first := slices.IndexFunc(words, func(w string) bool { return wordIs(want[0], path.Base(w)) })
	return first >= 0 && inOrder(words[first:], want)
}

// inOrder tells whether words begin with the first of want and hold the others
// in their order.
func inOrder(words, want []string) bool {
	if !wordIs(want[0], path.Base(words[0])) {
		return false
	}
	rest := want[1:]
	for _, w := range words[1:] {
		if len(rest) > 0 && wordIs(rest[0], w) {
			rest = rest[1:]
		}
	}
	return len(rest) == 0
}

func wordIs(pattern, word string) bool {
	ok, err := path.Match(pattern, word)
	return err == nil && ok
}

func reserved() []string {
	return []string{"!", "{", "if", "then", "else", "elif", "while", "until", "do", "time", "function"}
}

func wrappers() []string {
	return []string{"sudo", "doas", "env", "nohup", "exec", "command", "eval", "xargs", "nice", "timeout", "setsid", "stdbuf", "find", "npx", "watch", "flock", "parallel", "su", "runuser", "trap", "ionice", "chroot"}
}

func shells() []string {
	return []string{"sh", "bash", "dash", "zsh", "ksh", "ash", "eval", "ssh", "su", "runuser", "trap", "watch", "flock", "parallel"}
}

// simpleCommands cuts shell text into its commands, each as words without
// quotes; what a shell is given as text, or stands in a substitution, is cut
// as well. It guesses high: text that is no command may come out as one.
func simpleCommands(text string, depth int) [][]string {
	if depth == 0 {
		return nil
	}
	l := lexer{text: text}
	l.run()
	out := l.commands
	for _, inner := range l.inner {
		out = append(out, simpleCommands(inner, depth-1)...)
	}
	for _, words := range l.commands {
		if !slices.ContainsFunc(words, func(w string) bool { return slices.Contains(shells(), path.Base(w)) }) {
			continue
		}
		for _, w := range words {
			if strings.ContainsAny(w, " \t\n;|&") {
				out = append(out, simpleCommands(w, depth-1)...)
			}
		}
	}
	return out
}

// lexer cuts shell text at operators and blanks outside of quotes.
type lexer struct {
	text     string
	at       int
	word     strings.Builder
	open     bool // a word has begun, perhaps an empty one
	target   bool // what comes next is where input or output goes
	words    []string
	commands [][]string
	inner    []string // double-quoted text that holds a substitution
}

func (l *lexer) run() {
	for l.at < len(l.text) {
		c := l.text[l.at]
		l.at++
		switch {
		case c == '\'':
			l.take(l.until('\'', false))
		case c == '"':
			quoted := l.until('"', true)
			l.take(quoted)
			if strings.Contains(quoted, "$(") || strings.Contains(quoted, "`") {
				l.inner = append(l.inner, quoted)
			}
		case c == '\\' && l.at < len(l.text):
			if l.text[l.at] != '\n' {
				l.take(l.text[l.at : l.at+1])
			}
			l.at++
		case c == '#' && !l.open:
			l.until('\n', false)
			l.endCommand()
		case c == '<' || c == '>':
			l.redirect()
		case c == '&' && l.next() == '>':
		case strings.IndexByte(";&|()`\n", c) >= 0:
			l.endCommand()
		case strings.IndexByte(" \t\r", c) >= 0:
			l.endWord()
		default:
			l.take(l.text[l.at-1 : l.at])
		}
	}
	l.endCommand()
}

// until takes the text up to a closing byte, and steps over it.
func (l *lexer) until(end byte, escapes bool) string {
	var b strings.Builder
	for l.at < len(l.text) {
		c := l.text[l.at]
		l.at++
		switch {
		case c == end:
			return b.String()
		case escapes && c == '\\' && l.at < len(l.text):
			c = l.text[l.at]
			l.at++
		}
		b.WriteByte(c)
	}
	return b.String()
}

// next is the byte that follows; 0: none.
func (l *lexer) next() byte {
	if l.at < len(l.text) {
		return l.text[l.at]
	}
	return 0
}

// redirect steps over the sign of a redirection, with the number before it and
// the & behind it: neither they nor its target are words of the command.
func (l *lexer) redirect() {
	if strings.Trim(l.word.String(), "0123456789") == "" {
		l.word.Reset()
		l.open = false
	}
	l.endWord()
	if strings.HasPrefix(l.text[l.at-1:], "<<<") { // text, which a shell may run
		l.at += 2
		return
	}
	if n := l.next(); n == '&' || n == '|' {
		l.at++
	}
	l.target = true
}

func (l *lexer) take(s string) {
	l.word.WriteString(s)
	l.open = true
}

func (l *lexer) endWord() {
	if l.open && !l.target {
		l.words = append(l.words, l.word.String())
	}
	l.target = l.target && !l.open
	l.word.Reset()
	l.open = false
}

func (l *lexer) endCommand() {
	l.endWord()
	if len(l.words) > 0 {
		l.commands = append(l.commands, l.words)
	}
	l.words, l.target = nil, false
}
