package testaware

import (
	"io/fs"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

const (
	// place is what tells a program on which machine, in which directory and as
	// whom it runs.
	place = `(?:\b(?:socket\.)?(?:gethostname|getfqdn|getcwdb?|getlogin|getuser)\(\)|\bplatform\.node\(\)|\b(?:os|platform)\.uname\(\)(?:\.node(?:name)?\b|\[1\])|\bPath\.cwd\(\)|\bPath\.home\(\)|\bprocess\.cwd\(\)|\bos\.(?:Hostname|Getwd|UserHomeDir|hostname|homedir)\(\)|(?:^|[^.\w])(?:hostname|homedir|cwd)\(\)|\bos\.userInfo\(\)\.username|` +
		`\bprocess\.env\.(?:HOSTNAME|PWD|HOME|USER|LOGNAME)\b|(?:\benviron(?:\.get\(|\[)|[gG]etenv\(|\benv\[)\s*["'](?:HOSTNAME|PWD|HOME|USER|LOGNAME)["'](?:\s*,\s*["'][^"'\n]*["'])?|["'](?:/etc/hostname|/proc/sys/kernel/hostname|/proc/self/cwd)["']|\b__(?:file__|dirname|filename)\b|\bimport\.meta\.(?:url|dirname|filename)\b|` +
		`(?:check_output|run|getoutput|popen|execSync|execFileSync|exec\.Command)\([\s\[]*["'](?:hostname|uname -n|pwd|whoami)["'])`
	literal  = "(?:[\"'`]([^\"'`\\n]+)[\"'`]|/\\^?([^/\\n ]+)/[a-z]*)"
	attached = "[\\w.()\\[\\]:,\"'`?!-]*" // what is made of it before it is compared
)

var (
	placed    = regexp.MustCompile(place)
	noted     = regexp.MustCompile(`\b(\w+)(?:\s*:\s*\w+)?(?:\s*,\s*\w+)?\s*:?=\s*[\w.(\[]*?` + place)
	sandboxes = regexp.MustCompile(`\b(?:exists|is_?dir|is_?file|existsSync|[fl]?[sS]tat(?:Sync)?|access(?:Sync)?|listdir|scandir|readdirSync|ReadDir|Path)\(\s*["'\x60]((?:/work|/home/agent|/run/goalkeeper)(?:/[^"'\x60\n]*)?)()["'\x60]`)
	account   = regexp.MustCompile(`\b[gG]ete?[ug]id\(\)\s*[!=]==?\s*[1-9]\d*\b`)
	valued    = regexp.MustCompile(`^\s*(?:export\s+)?(?:const\s+|let\s+|var\s+)?(\w+)(?:\s*:\s*\w+|\s+string)?\s*:?=\s*(["'][^"'\n]+["'])\s*;?\s*$`)
)

// placeWords are those of which a source has one that asks where it runs.
var placeWords = []string{"hostname", "Hostname", "getfqdn", "cwd", "Getwd", "node()", "uname", "homedir", "HomeDir", "home()", "getlogin", "getuser", "userInfo", "HOSTNAME", "PWD", "HOME", "USER", "LOGNAME", "whoami", `"pwd"`, "'pwd'", "__file__", "__dirname", "__filename", "import.meta", "/work", "/home/agent", "etuid()", "eteuid()", "etgid()", "etegid()"}

// whereabouts finds product code that compares where it runs with a place it
// knows: a sandbox has a machine, a directory and a user of its own.
func whereabouts(s *change.Set, f *change.File) []change.Finding {
	if !f.Holds(placeWords...) {
		return nil
	}
	known, told := map[string]string{}, map[int]bool{}
	for _, l := range f.Is.Code {
		if m := valued.FindStringSubmatch(l); m != nil {
			known[m[1]] = m[2]
		}
	}
	var out []change.Finding
	for n, l := range f.Is.Code {
		if f.IsAdded(n) && !s.Went(f.Is.Lines[n]) && (distinct(s, sandboxes.FindAllStringSubmatch(l, -1)) || account.MatchString(l)) {
			out = append(out, f.At(n, "it looks for a place that it knows."))
			continue
		}
		if !placed.MatchString(l) {
			continue
		}
		subject, from, to := place, n, n+1
		if name, start, end := bearer(f, n); name != "" {
			subject, from, to = `(?:`+place+`|\b`+name+`\b(?:\(\))?)`, start, end
		}
		compared := comparisons(subject)
		for at := from; at < min(to, len(f.Is.Code)); at++ {
			if !told[at] && (f.IsAdded(at) || f.IsAdded(n)) && !s.Went(f.Is.Lines[at]) && slices.ContainsFunc(compared, func(re *regexp.Regexp) bool {
				return distinct(s, re.FindAllStringSubmatch(spelledOut(f.Is.Code[at], known), -1))
			}) {
				told[at] = true
				out = append(out, f.At(at, "it compares where it runs with a place that it knows."))
			}
		}
	}
	return out
}

// bearer is the name that a line gives to where the program runs, or that of the
// function that answers it, and the lines in which it is known.
func bearer(f *change.File, n int) (name string, from, to int) {
	fn, in := f.Is.Around(n)
	m := noted.FindStringSubmatch(f.Is.Code[n])
	switch {
	case m != nil && in:
		return m[1], fn.Start, fn.End
	case m != nil:
		return m[1], 0, len(f.Is.Code)
	case in && (strings.Contains(f.Is.Bare[n], "return ") || strings.Contains(f.Is.Bare[n], "=>")):
		return fn.Name, 0, len(f.Is.Code)
	}
	return "", 0, 0
}

// comparisons are the ways to compare a subject with a literal.
func comparisons(subject string) []*regexp.Regexp {
	const call = `\.(?:startswith|endswith|startsWith|endsWith|includes|match|search|find|index|indexOf|count|equals|localeCompare)\(\s*[(\[]?\s*`
	return []*regexp.Regexp{
		regexp.MustCompile(subject + attached + `\s*(?:[!=]==?|(?:not\s+)?in\b)\s*[\[({]*\s*` + literal),
		regexp.MustCompile(literal + `\s*(?:[!=]==?|(?:not\s+)?in\b)\s*[\w.(]*?` + subject),
		regexp.MustCompile(subject + attached + call + literal),
		regexp.MustCompile(`\b(?:HasPrefix|HasSuffix|Contains|EqualFold|MatchString|fullmatch|match|search|fnmatch\w*)\([^"'\n]*?` + subject + attached + `\s*,\s*` + literal),
		regexp.MustCompile(`\b(?:MatchString|fullmatch|match|search)\(\s*r?` + literal + `\s*,\s*[\w.(]*?` + subject),
		regexp.MustCompile(literal + `\.test\(\s*[\w.(]*?` + subject),
		regexp.MustCompile(`\[[^\]\n]*?` + literal + `\s*\]\.includes\(\s*[\w.(]*?` + subject),
		regexp.MustCompile(`\{\s*` + literal + `\s*:[^}\n]*\}\s*(?:\.get\(|\[)\s*[\w.(]*?` + subject),
	}
}

// distinct tells whether one of some comparisons is with a place of its own: not
// with what every machine has, what the repository holds or what people name.
func distinct(s *change.Set, found [][]string) bool {
	return slices.ContainsFunc(found, func(m []string) bool {
		is := strings.Trim(m[1]+m[2], `/\^$. `)
		if is == "" || everywhere[is] || noPlace.MatchString(m[1]+m[2]) || s.Said(m[1]+m[2]) {
			return false
		}
		_, err := fs.Stat(s.Base, strings.ReplaceAll(is, `\`, "/"))
		return err != nil
	})
}

var everywhere = map[string]bool{"localhost": true, "localhost.localdomain": true, "root": true, "Administrator": true, "~": true, "undefined": true, "tmp": true, "node_modules": true, "site-packages": true, "dist-packages": true}

// noPlace are literals that name none: what files end in, what addresses begin
// with, and signs alone.
var noPlace = regexp.MustCompile(`^(\.\w+|\w+:/*|[^\pL]*)$`)

// spelledOut is a line with the values of names in their place.
func spelledOut(line string, known map[string]string) string {
	if len(known) == 0 {
		return line
	}
	return product.Word.ReplaceAllStringFunc(line, func(w string) string {
		if value, ok := known[w]; ok {
			return value
		}
		return w
	})
}
