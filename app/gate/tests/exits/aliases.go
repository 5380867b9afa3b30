package exits

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// binding is a line that gives a thing with ways out another name: the first group
// is the name, is what it stands for.
type binding struct {
	re *regexp.Regexp
	is string
}

var (
	bindings = map[string][]binding{
		"Python": {
			{regexp.MustCompile(`^\s*import\s+os\s+as\s+(\w+)`), "os"},
			{regexp.MustCompile(`^\s*import\s+(?:posix|nt)\s+as\s+(\w+)`), "os"},
			{regexp.MustCompile(`^\s*import\s+(posix|nt)\s*$`), "os"},
			{regexp.MustCompile(`^\s*import\s+sys\s+as\s+(\w+)`), "sys"},
			{regexp.MustCompile(`\b(\w+)\s*=\s*(?:[\w.]*\b)?(?:CDLL|PyDLL|LoadLibrary|dlopen)\(|\b(\w+)\s*=\s*ctypes\.pythonapi\b`), "ctypes.pythonapi"},
			{regexp.MustCompile(`\b(\w+)\s*=\s*sys\.exit\s*$`), "sys.exit"},
			{regexp.MustCompile(`\b(\w+)\s*=\s*os\._exit\s*$`), "os._exit"},
			{regexp.MustCompile(`\b(\w+)\s*=\s*os\.exec\w+\s*$`), "os.execv"},
		},
		"Go": {
			{regexp.MustCompile(`\b(\w+)\s*:?=\s*os\.Exit\s*$`), "os.Exit"},
			{regexp.MustCompile(`\b(\w+)\s*:?=\s*syscall\.Exit\s*$`), "syscall.Exit"},
			{regexp.MustCompile(`\b(\w+)\s*:?=\s*(?:syscall|unix)\.Exec\s*$`), "syscall.Exec"},
			{regexp.MustCompile(`^\s*(?:import\s+)?(\w+)\s+"os"\s*$`), "os"},
			{regexp.MustCompile(`^\s*(?:import\s+)?(\w+)\s+"syscall"\s*$`), "syscall"},
		},
		"JavaScript": {
			{regexp.MustCompile(`\b([\w$]+)\s*=\s*(?:(?:globalThis|global)\.process|process|require\(\s*["'](?:node:)?process["']\s*\))\s*;?\s*$`), "process"},
			{regexp.MustCompile(`^\s*import\s+(?:\*\s+as\s+)?([\w$]+)\s+from\s+["'](?:node:)?process["']`), "process"},
			{regexp.MustCompile(`\b([\w$]+)\s*=\s*(?:(?:globalThis|global)\.)?process\.(?:exit|reallyExit)(?:\.bind\([^()]*\))?\s*;?\s*$`), "process.exit"},
		},
	}
	// taken are names taken out of a module, with others for them: "exit: done", "_exit as done".
	taken = map[string]*regexp.Regexp{
		"Python":     regexp.MustCompile(`^\s*from\s+(os|posix|nt|sys)\s+import\s+\(?([^()]*)`),
		"JavaScript": regexp.MustCompile(`\{([^{}]*)\}\s*=\s*(?:require\(\s*["'](?:node:)?process["']\s*\)|(?:globalThis\.)?process\s*(?:;|$))|\bimport\s*\{([^{}]*)\}\s*from\s*["'](?:node:)?process["']`),
	}
	oneTaken = regexp.MustCompile(`^\s*(_?exit|reallyExit|exec[lv]\w*)(?:\s*(?:\bas\b|:)\s*([\w$]+))?\s*$`)
)

// aliases are the other names that a file has for ways out of the process.
func aliases(src *language.Source) map[string]string {
	lang := src.Lang.Name
	if lang == "TypeScript" {
		lang = "JavaScript"
	}
	bound := slices.DeleteFunc(slices.Clone(bindings[lang]), func(b binding) bool { return !src.May(b.re) })
	re := taken[lang]
	if re != nil && !src.May(re) {
		re = nil
	}
	if len(bound) == 0 && re == nil {
		return nil
	}
	out := map[string]string{}
	for _, line := range src.Code {
		for _, b := range bound {
			if m := b.re.FindStringSubmatch(line); m != nil {
				out[strings.Join(m[1:], "")] = b.is
			}
		}
		if re == nil {
			continue
		}
		m := re.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		from, list := "process", m[1]+m[2]
		if lang == "Python" {
			from, list = strings.NewReplacer("posix", "os", "nt", "os").Replace(m[1]), m[2]
		}
		for _, item := range strings.Split(list, ",") {
			if one := oneTaken.FindStringSubmatch(item); one != nil {
				name := one[2]
				if name == "" {
					name = one[1]
				}
				out[name] = from + "." + one[1]
			}
		}
	}
	return out
}

var calledName = regexp.MustCompile(`[A-Za-z_$][\w$]*`)

// plainly are the lines of a file with its ways out by their own names.
func plainly(s *change.Set, f *change.File) []string {
	type key struct{ *language.Source }
	return change.Memo(s, key{f.Is}, func() []string {
		names := aliases(f.Is)
		if len(names) == 0 {
			return f.Is.Code
		}
		out := make([]string, len(f.Is.Code))
		for n, line := range f.Is.Code {
			out[n] = byItsName(line, names)
		}
		return out
	})
}

// byItsName is a line with other names for those it calls or takes something of.
func byItsName(line string, names map[string]string) string {
	var b strings.Builder
	at := 0
	for _, m := range calledName.FindAllStringIndex(line, -1) {
		is, known := names[line[m[0]:m[1]]]
		if !known || m[0] > 0 && line[m[0]-1] == '.' || m[1] == len(line) || !strings.ContainsRune("(.[", rune(line[m[1]])) {
			continue
		}
		b.WriteString(line[at:m[0]] + is)
		at = m[1]
	}
	return b.String() + line[at:]
}

// disguised are ways out that are called by something else than their name.
var disguised = regexp.MustCompile(`\bprocess\s*\[[^\]]*\]\s*(\?\.)?\(|\bprocess\s*\[\s*["'` + "`" + `](exit|reallyExit|exitCode)\b` +
	`|\bReflect\.(get|apply)\(\s*((globalThis|global)\.)?process\b|\b(globalThis|global)\s*\[\s*["'` + "`" + `]process["'` + "`" + `]\s*\]` +
	`|\bgetattr\(\s*(os|sys|posix|builtins)\s*,([^()]*\)\s*\(|\s*["'](_?exit|exec|kill|abort))` +
	`|\b(os|sys|posix)\.__dict__\s*\[|\bvars\(\s*(os|sys|posix)\s*\)\s*\[` +
	`|(__import__|import_module)\(\s*["'](os|sys|posix)["']\s*\)\.(_?exit|exec|kill|abort)|\bsys\.modules\s*\[[^\]]*\]\.(_?exit|exec|kill|abort)` +
	`|(\b(CDLL|PyDLL|LoadLibrary|dlopen)\([^()]*\)|\bpythonapi)(\.(_?exit|_Exit|quick_exit|abort|kill|raise_?|Py_Exit|Py_Finalize\w*)\(|\[)`)

// hiddenExits finds ways out that are not to be seen as such.
func hiddenExits(s *change.Set, f *change.File) []change.Finding {
	if !f.Holds("process", "getattr", "__dict__", "vars(", "import", "modules", "CDLL", "DLL", "dlopen", "LoadLibrary", "pythonapi") {
		return nil
	}
	var out []change.Finding
	code := plainly(s, f)
	for _, n := range f.Added() {
		if disguised.MatchString(code[n]) && !s.Went(f.Is.Lines[n]) {
			out = append(out, f.At(n, "it ends the process by another name than that of what ends it."))
		}
	}
	return out
}
