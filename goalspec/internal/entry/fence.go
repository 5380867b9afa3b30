package entry

import (
	"cmp"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/check"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// CommandEntries makes a statement of each command of a shell fence that belongs to
// no item.
func CommandEntries(items []Entry, rest []page.Block) ([]Entry, []page.Block) {
	var left []page.Block
	for i := range rest {
		b := &rest[i]
		commands := commandsIn(b)
		items = append(items, commands...)
		if _, printed := typedIn(b); len(commands) == 0 || printed {
			left = append(left, *b)
		}
	}
	slices.SortStableFunc(items, func(a, b Entry) int {
		at, _, _, _ := a.Text.Bounds()
		other, _, _, _ := b.Text.Bounds()
		return cmp.Compare(at, other)
	})
	return items, left
}

var (
	// structure is what begins more than one command, or a text in one.
	structure = regexp.MustCompile(`^(?:for|if|while|until|case|function|select)\b|<<|^[({]\s|[({]\s*$|\bdo$|\bthen$|(?:^|[^&])&$|;$`)
	setsE     = regexp.MustCompile(`^set -\w*e`)
	// setsUp is a command that only matters to those below it.
	setsUp = regexp.MustCompile(`^(?:cd|pushd|export|source|\.|umask|unset|alias|shopt|trap)\s|^\w+=\S*$`)
)

// commandsIn are the commands of a shell fence: a line each, but one where a line
// sets something up for the others, or is only a part.
func commandsIn(b *page.Block) []Entry {
	if b.Kind != page.Fence || !IsShell(b) {
		return nil
	}
	lines := commandLines(b)
	switch {
	case len(lines) == 0:
		return nil
	case !together(lines):
		out := make([]Entry, len(lines))
		for i, l := range lines {
			out[i] = commandEntry(l, l.S)
		}
		return out
	}
	command := shellFence(b)
	if !strings.Contains(command, "\n") {
		for i := range lines[1:] {
			lines[i] = lines[i].Reading(lines[i].S + " &&")
		}
	}
	return []Entry{commandEntry(page.Join(lines), command)}
}

// commandEntry states a command in code marks; one that has no place in them in
// words that say nothing else.
func commandEntry(shown page.Text, command string) Entry {
	if shown.S == command && !strings.Contains(command, "`") {
		return Entry{Text: shown, Code: true}
	}
	return Entry{Text: shown.Reading("the script passes"), Fenced: command}
}

// together reports lines that are only a command all together.
func together(lines []page.Text) bool {
	return structured(lines) || slices.ContainsFunc(lines, func(l page.Text) bool { return setsUp.MatchString(l.S) })
}

func structured(lines []page.Text) bool {
	return slices.ContainsFunc(lines, func(l page.Text) bool {
		return len(l.S) <= prose.MaxStatement && (structure.MatchString(l.S) || strings.Count(l.S, "'")%2 == 1 || strings.Count(l.S, `"`)%2 == 1)
	})
}

// commandLines are the lines of a shell fence that are typed, without comments and as far
// as any are read; those that go on below are one.
func commandLines(b *page.Block) (out []page.Text) {
	typed, _ := typedIn(b)
	remark := "" // above them, that they do not pass
	typed = typed[:min(len(typed), page.MaxOpen)]
	for i := 0; i < len(typed) && len(out) <= 2*prose.MaxStatements; i++ {
		var run []page.Text
		for ; i < len(typed); i++ {
			t := typed[i].From(0)
			if wraps(t.S) {
				run = append(run, t.Slice(0, len(t.S)-1))
				continue
			}
			if run = append(run, t); !goesOnBelow(t.S) {
				break
			}
		}
		t := page.Join(run)
		if t.S == "" || t.S[0] == '#' {
			if remark = ""; len(t.S) <= prose.MaxStatement && check.Failing(t.S) {
				remark = " " + t.S
			}
		}
		counted := printsRemark.FindStringSubmatch(t.S)
		if t = t.Slice(0, len(check.Uncommented(t.S))); t.S != "" && t.S[0] != '#' {
			if counted != nil && check.OnlyCounts.MatchString(t.S) {
				t = t.Reading(`test "$(` + t.S + `)" -eq ` + counted[1])
			}
			if remark != "" {
				t = t.Reading(t.S + remark)
			}
			out = append(out, t)
		}
	}
	return out
}

// printsRemark is what a remark behind a command says that it prints.
var printsRemark = regexp.MustCompile(`\s#\s*(?:(?:=>|->|→|==?|prints?|expect(?:s|ed)?|should (?:print|be)|must (?:print|be)):?\s*)?(\d{1,12})\s*$`)

// goesOnBelow reports a line that is no whole command.
func goesOnBelow(line string) bool {
	return strings.HasSuffix(line, "|") || strings.HasSuffix(line, "&&")
}

// IsShell reports a fence of commands: one that says so, or says nothing and has
// prompts.
func IsShell(b *page.Block) bool {
	switch b.Lang {
	case "sh", "bash", "shell", "zsh", "console":
		return true
	case "", "yaml", "yml":
		if len(listedCommands(b)) > 0 {
			return true
		}
	}
	return b.Lang == "" && (prompted(b) || commandsOnly(b))
}

// listedCommands are the lines of a fence that is a list of commands in YAML, as
// "- make test" or "- run: make test", without its marks; nil for any other fence.
func listedCommands(b *page.Block) (out []page.Text) {
	if b.Lang != "" && b.Lang != "yaml" && b.Lang != "yml" {
		return nil
	}
	for _, l := range b.Lines {
		t := l.From(0)
		if t.S == "" || t.S[0] == '#' {
			continue
		}
		mark := listedLine.FindString(t.S)
		if t = t.From(len(mark)); mark == "" || len(out) == maxCommands || !check.LooksLikeCommand(t.S) && !check.MayRun(t.S) {
			return nil
		}
		out = append(out, t)
	}
	return out
}

var listedLine = regexp.MustCompile(`^[-*] +(?:(?:run|cmd|command): +)?`)

// commandsOnly reports lines that can only be commands: all have the form of one, and
// half of them run a program that is known, or have an option.
func commandsOnly(b *page.Block) bool {
	n, known := 0, 0
	for _, l := range b.Lines {
		if t := strings.TrimSpace(l.S); t != "" && t[0] != '#' {
			if n++; n > maxCommands || prose.LooksLikePath(t) || !check.LooksLikeCommand(t) && !check.MayRun(t) {
				return false
			}
			if check.LooksLikeCommand(t) || optioned.MatchString(t) {
				known++
			}
		}
	}
	return n > 0 && known*2 >= n
}

var optioned = regexp.MustCompile(`^[a-z][\w.-]* (?:[\w./-]+ )*--?[a-z]`)

// maxCommands bounds the lines that are looked at to know a fence of commands.
const maxCommands = 20

const prompt = "$ "

func prompted(b *page.Block) bool {
	return slices.ContainsFunc(b.Lines, func(l page.Text) bool { return strings.HasPrefix(l.S, prompt) })
}

// wraps reports a line of a command whose end is on the next one.
func wraps(line string) bool { return strings.HasSuffix(line, `\`) }

// typedIn are the lines of a shell fence that are typed. Where there are prompts,
// and in a console, that is what follows one, and the others are printed.
func typedIn(b *page.Block) (typed []page.Text, printed bool) {
	if b.Lang != "console" && !prompted(b) {
		if listed := listedCommands(b); listed != nil {
			return listed, false
		}
		return b.Lines, false
	}
	on := false
	for _, l := range b.Lines {
		switch {
		case strings.HasPrefix(l.S, prompt):
			l = l.From(len(prompt))
		case !on:
			printed = printed || strings.TrimSpace(l.S) != ""
			continue
		}
		typed, on = append(typed, l), wraps(l.S)
	}
	return typed, printed
}

// shellFence is the command of a fence of them, which passes when each does.
func shellFence(b *page.Block) string {
	if !IsShell(b) {
		return ""
	}
	lines := commandLines(b)
	all := make([]string, len(lines))
	for i, l := range lines {
		all[i] = l.S
	}
	if !structured(lines) && (len(all) == 1 || !slices.ContainsFunc(all, check.Cut.MatchString)) {
		return strings.Join(all, " && ")
	}
	typed, _ := typedIn(b)
	var script strings.Builder
	for i, l := range typed {
		if i == 0 && !setsE.MatchString(l.S) {
			script.WriteString("set -e\n")
		}
		script.WriteString(strings.TrimRight(l.S, " \t") + "\n")
	}
	return strings.Trim(script.String(), "\n")
}
