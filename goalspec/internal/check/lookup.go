package check

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// lookup is a command that only looks into files, or for them.
type lookup struct {
	Sought string   // the expression; of a look for files what they are called
	Paths  []string // all of the files and directories it is told
	Not    bool     // it passes when nothing is found
	files  bool     // it looks for files, and not into them
	Shows  bool     // it shows all that is in them
}

// otherwise are the flags under which a search shows what does not match.
var otherwise = regexp.MustCompile(`^(?:-[A-Za-z]*v[A-Za-z]*|--invert-match)$`)

// severalRuns are the marks of a shell between commands, and what a run is given.
var severalRuns = regexp.MustCompile("[;&|<>$`\n]")

var (
	// loadsFile prints a value of a file, as scripts do.
	loadsFile  = regexp.MustCompile(`^node (?:-p|-e|--print|--eval) ["'].*?\brequire\(["']([\w./-]+\.json)["']\)(.*)$`)
	listsFiles = regexp.MustCompile(`^(?:ls|cat)(?: -\w+)* `)
)

// LookupOf reads such a command. One of several, or of which not each word is
// understood, is none.
func LookupOf(command string) (k lookup, ok bool) {
	if m := loadsFile.FindStringSubmatch(command); m != nil {
		return lookup{Sought: m[2], Paths: []string{strings.TrimPrefix(m[1], "./")}}, true
	}
	if from, by, piped := strings.Cut(command, " | "); piped && listsFiles.MatchString(from) && !severalRuns.MatchString(inQuotes.ReplaceAllString(from, "")) {
		search, _, _ := strings.Cut(strings.TrimPrefix(by, "xargs "), " | ")
		return LookupOf(search + " " + listsFiles.ReplaceAllString(from, ""))
	}
	if severalRuns.MatchString(inQuotes.ReplaceAllString(command, "")) {
		return k, false
	}
	words := shellWords(command)
	if len(words) > 0 && words[0] == "!" {
		k.Not, words = true, words[1:]
	}
	if len(words) > 1 && words[0] == "git" && words[1] == "grep" {
		words = words[1:]
	}
	if len(words) < 2 {
		return k, false
	}
	program, words := words[0], words[1:]
	switch program {
	case "grep", "egrep", "fgrep", "rg", "ag", "ack", "yq", "jq":
		var operands []string
		for i := 0; i < len(words); i++ {
			switch w := words[i]; {
			case w == "--":
				operands, i = append(operands, words[i+1:]...), len(words)
			case w == "-e" && i+1 < len(words):
				operands, i = slices.Insert(operands, 0, words[i+1]), i+1
			case slices.Contains([]string{"-A", "-B", "-C", "-m", "-f", "-t", "-g", "--type", "--glob"}, w):
				i++
			case strings.HasPrefix(w, "-") && (inverse.MatchString(" "+w) || otherwise.MatchString(w)):
				return k, false
			case strings.HasPrefix(w, "-"):
			default:
				operands = append(operands, w)
			}
		}
		if len(operands) < 2 {
			return k, false
		}
		k.Sought, k.Paths = operands[0], operands[1:]
	case "cat", "head", "tail":
		k.Shows = true
		k.Paths = slices.DeleteFunc(words, func(w string) bool { return strings.HasPrefix(w, "-") })
	case "test", "[", "ls", "stat":
		k.files = true
		for _, w := range words {
			switch {
			case w == "]" || slices.Contains([]string{"-f", "-e", "-s", "-d", "-r", "-l", "-1", "--"}, w):
			case w == "!":
				k.Not = !k.Not
			case strings.HasPrefix(w, "-") || strings.ContainsAny(w, "=()"):
				return k, false
			default:
				k.Paths = append(k.Paths, w)
			}
		}
		k.Sought = strings.Join(k.Paths, " ")
	default:
		return k, false
	}
	return k, len(k.Paths) > 0
}

// shellWords are the words of a command, without their quotes.
func shellWords(command string) (out []string) {
	var word strings.Builder
	quote, open := rune(0), false
	for _, c := range command {
		switch {
		case quote != 0 && c == quote:
			quote = 0
		case quote != 0:
			word.WriteRune(c)
		case c == '"' || c == '\'':
			quote, open = c, true
		case c == ' ' || c == '\t':
			if open {
				out = append(out, word.String())
				word.Reset()
				open = false
			}
		default:
			word.WriteRune(c)
			open = true
		}
	}
	if open {
		out = append(out, word.String())
	}
	return out
}
