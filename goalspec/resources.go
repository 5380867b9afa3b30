package goalspec

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/check"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Resources are what the work may use. Empty lists leave it to the policy.
type Resources struct {
	Commands []Resource `json:"commands,omitempty"`
	Hosts    []Resource `json:"hosts,omitempty"`
	Tools    []Resource `json:"tools,omitempty"`
	Notes    []Resource `json:"notes,omitempty"` // what fits none of these
}

// Resource is one of them. In JSON it is its text.
type Resource struct {
	Text string
	Span Span // where it stands
}

// MarshalText writes the text.
func (r Resource) MarshalText() ([]byte, error) { return []byte(r.Text), nil }

// UnmarshalText reads the text.
func (r *Resource) UnmarshalText(text []byte) error {
	r.Text = string(text)
	return nil
}

// String is the text.
func (r Resource) String() string { return r.Text }

func (r Resources) clone() Resources {
	return Resources{
		Commands: slices.Clone(r.Commands), Hosts: slices.Clone(r.Hosts),
		Tools: slices.Clone(r.Tools), Notes: slices.Clone(r.Notes),
	}
}

var (
	resourceKey = regexp.MustCompile(`(?i)^(?:allowed\s+)?(commands?|network hosts?|network|hosts?|tools?)\s*:\s*(.+)$`)
	mayUseKey   = regexp.MustCompile(`(?i)^(?:you (?:may|can) (?:use|run|access|call|reach)|use only|only use)\s+(?:the\s+)?(commands?|network hosts?|hosts?|tools?)\s+(.+)$`)
	hostName    = regexp.MustCompile(`(?i)^(?:\*\.)?(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}(?::\d+)?$`)
)

// read adds one statement: "hosts: a.example, b.example", a host, a command in
// code marks, or a note.
func (r *Resources) read(words string, span Span) {
	words = strings.TrimSpace(words)
	words = words[len(mayBe.FindString(words)):]
	kind, list := resourceList(words)
	switch {
	case strings.HasPrefix(kind, "command"):
		for _, c := range splitList(list) {
			r.Commands = addOnce(r.Commands, Resource{c, span})
		}
	case kind != "" && !strings.HasPrefix(kind, "tool"):
		r.readHosts(words, list, span)
	case kind != "":
		for _, t := range splitList(list) {
			r.Tools = addOnce(r.Tools, Resource{t, span})
		}
	case len(kinds(words)) > 0:
		for _, p := range kinds(words) {
			r.read(p, span)
		}
	case onlyPrograms(words):
		for _, c := range splitList(words) {
			r.Commands = addOnce(r.Commands, Resource{c, span})
		}
	case hostIn(prose.BareCode(words)) != "":
		r.Hosts = addOnce(r.Hosts, Resource{hostIn(prose.BareCode(words)), span})
	case isCommand(words):
		r.Commands = addOnce(r.Commands, Resource{prose.BareCode(words), span})
	case ofTool.MatchString(words):
		r.Tools = addOnce(r.Tools, Resource{ofTool.FindStringSubmatch(words)[1], span})
	default:
		r.Notes = addOnce(r.Notes, Resource{words, span})
	}
}

// isCommand reports a command, and no sentence with code in it.
func isCommand(words string) bool {
	bare := prose.BareCode(words)
	return !strings.Contains(bare, "`") && (strings.HasPrefix(words, "`") || check.LooksLikeCommand(bare))
}

// onlyPrograms reports a list of nothing but programs that everybody knows.
func onlyPrograms(words string) bool {
	list := splitList(words)
	return len(list) > 1 && !slices.ContainsFunc(list, func(w string) bool { return !check.IsRunner(w) })
}

// ofTool is a tool by its name.
var ofTool = regexp.MustCompile(`(?i)^(?:the )?([\w-]+) tool$`)

// kinds are the entries of a list in one line each of which tells its kind by itself: a
// command in code marks, a host, or a tool; nil for any other.
func kinds(words string) []string {
	var parts []string
	from := 0
	for _, mark := range append(betweenItems.FindAllStringIndex(prose.MaskCode(words), prose.MaxCalls), []int{len(words), len(words)}) {
		p := strings.TrimRight(words[from:mark[0]], ". ")
		coded := strings.HasPrefix(p, "`") && prose.BareCode(p) != p
		if p == "" || !coded && hostIn(p) == "" && !ofTool.MatchString(p) {
			return nil
		}
		parts, from = append(parts, p), mark[1]
	}
	if len(parts) < 2 {
		return nil
	}
	return parts
}

// forbidding are words that forbid what is below or beside them.
var forbidding = regexp.MustCompile(`(?i)\b(?:` + ruling.BanWords + `|off|out|stop|closed|(?:black|block|deny)-?lists?|taboo)\b`)

// forbidden reports resources below words that may forbid them, or in one list with
// a negation.
func (r *reader) forbidden(over, words string, t page.Text) {
	_, list := resourceList(words)
	switch {
	case ruling.Speaks(over, "nNWkfFAOxu") || forbidding.MatchString(over):
		r.note(unreadPath, spanOf(t), "%q stands below %q, and only what may be used is read", prose.Clip(words), prose.Clip(over))
	case list != words && slices.ContainsFunc(splitList(list), func(w string) bool { return !isNoValue(w) && ruling.Negated(w) }):
		r.note(unreadPath, spanOf(t), "%q says what may not be used, and only what may is read", prose.Clip(words))
	}
}

// mayBe is a word in front that only says what the field says.
var mayBe = regexp.MustCompile(`(?i)^(?:(?:you )?(?:may|can) use|allowed|permitted|ok|okay|use)\s*:\s*`)

// resourceList is the kind that a statement names in front, and what stands behind.
func resourceList(words string) (kind, list string) {
	list = words
	for _, key := range []*regexp.Regexp{resourceKey, mayUseKey} {
		if m := key.FindStringSubmatch(words); m != nil {
			kind, list = strings.ToLower(m[1]), m[2]
		}
	}
	return kind, list
}

// ledByKind carries the kind that a label names into a statement below it, unless
// that is a sentence: "Hosts:".
func ledByKind(label, words string) string {
	kind, _ := resourceList(label + ": _")
	if own, _ := resourceList(words); kind == "" || own != "" || slices.ContainsFunc(splitList(words), func(e string) bool { return !ofKind(kind, e) }) {
		return words
	}
	return kind + ": " + words
}

// ofKind reports an entry that can be of a kind. What is no host stays a note, with
// its kind.
func ofKind(kind, entry string) bool {
	switch {
	case strings.HasPrefix(kind, "command"):
		return check.LooksLikeCommand(entry) || check.ProgramName.MatchString(entry) || check.MayRun(entry) && prose.ClassOf(prose.FirstWord(entry)) == prose.IsWord
	case strings.HasPrefix(kind, "tool"):
		return strings.Count(entry, " ") < 3
	}
	return true
}

// hostIn is the host that an entry or the address of a whole host names, else "".
func hostIn(entry string) string {
	_, host, ok := strings.Cut(entry, "://")
	if !ok {
		host = entry
	}
	if host = strings.TrimSuffix(host, "/"); !hostName.MatchString(host) {
		return ""
	}
	return host
}

// readHosts keeps the whole statement as a note unless every entry is a host.
func (r *Resources) readHosts(words, list string, span Span) {
	hosts := splitList(list)
	if slices.ContainsFunc(hosts, func(h string) bool { return hostIn(h) == "" }) {
		r.Notes = addOnce(r.Notes, Resource{words, span})
		return
	}
	for _, h := range hosts {
		r.Hosts = addOnce(r.Hosts, Resource{hostIn(h), span})
	}
}

// written is one statement a line, such that read gives the same.
func (r Resources) written() []string {
	var out []string
	for _, c := range r.Commands {
		out = append(out, "commands: "+quoteItem(c.Text))
	}
	for _, h := range r.Hosts {
		out = append(out, "hosts: "+h.Text)
	}
	for _, t := range r.Tools {
		out = append(out, "tools: "+quoteItem(t.Text))
	}
	for _, n := range r.Notes {
		out = append(out, n.Text)
	}
	return out
}

// quoteItem puts code marks around an entry that a list would tear apart.
func quoteItem(s string) string {
	if list := splitList(s); len(list) == 1 && list[0] == s {
		return s
	}
	return "`" + s + "`"
}

// betweenItems stands between the entries of a list in one line.
var betweenItems = regexp.MustCompile(`\s*,\s*(?:and\s+)?|\s+and\s+`)

// splitList splits outside code marks at commas, and at "and" between two single
// words or code spans, and bares each entry.
func splitList(s string) (out []string) {
	plain, from := prose.MaskCode(s), 0
	marks := append(betweenItems.FindAllStringIndex(plain, -1), []int{len(s), len(s)})
	for i, mark := range marks {
		if joined := i+1 < len(marks) && !strings.Contains(plain[mark[0]:mark[1]], ","); joined && strings.ContainsAny(strings.TrimSpace(plain[from:mark[0]])+plain[mark[1]:marks[i+1][0]], " \t") {
			continue // the words of one
		}
		if e := prose.BareCode(s[from:mark[0]]); e != "" {
			out = append(out, e)
		}
		from = mark[1]
	}
	return out
}

func addOnce(list []Resource, r Resource) []Resource {
	if slices.ContainsFunc(list, func(o Resource) bool { return o.Text == r.Text }) {
		return list
	}
	return append(list, r)
}
