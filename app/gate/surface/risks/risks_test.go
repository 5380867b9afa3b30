package risks_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/risks"
	"github.com/goalkeeper-dev/goalkeeper/app/policy"
	"github.com/goalkeeper-dev/goalkeeper/app/workspace"
	"github.com/goalkeeper-dev/goalkeeper/app/workspace/object"
)

// TestRisks: changed lines say what is read with care, and what only looks like
// it does not.
func TestRisks(t *testing.T) {
	const goErr = "package a\n\nfunc F() error {\n\terr := G()\n\tif err != nil {\n\t\treturn err\n\t}\n\treturn nil\n}\n"
	for name, c := range map[string]struct{ path, was, is, want string }{
		"a request, caught": {"orders.py", "def f():\n    pass\n", "def f():\n    try:\n        requests.post(url)\n    except Exception:\n        return None\n", "external call 3, error handling 4"},
		"statements":        {"orders.py", "x = 1\n", "x = 1\nrows = cur.execute(\"SELECT a FROM b\")\n", "query 2"},
		"in small letters":  {"a.py", "x = 1\n", "x = 'delete from a where b = ?'\n", "query 1"},
		"in lines":          {"a.ts", "let a = 1;\n", "let a = `\n  SELECT b,\n    c FROM d\n`;\n", "query 2"},
		"a model's rows":    {"views.py", "x = 1\n", "x = User.objects.filter(a=1)\n", "query 1"},
		"words of a user":   {"views.py", "x = 1\n", "x = \"select one from the list\"\ny = \"update it and set off\"\n", ""},
		"a word of a name":  {"authors.py", "x = 1\n", "def author(tokenizer):\n    return tokenizer.tokens\n", ""},
		"who may":           {"views.py", "x = 1\n", "x = 1\n@login_required\ndef f(): pass\n", "access 2"},
		"taken out":         {"views.py", "@login_required\ndef f(): pass\n", "def f(): pass\n", "access 0"},
		"a branch's answer": {"a.py", "try:\n    f()\nexcept KeyError:\n    raise\n", "try:\n    f()\nexcept KeyError:\n    x = 2\n", "error handling 4"},
		"passed on":         {"a.go", "package a\n\nfunc F() error {\n\treturn nil\n}\n", goErr, ""},
		"answered":          {"a.go", goErr, strings.Replace(goErr, "\t\treturn err", "\t\treturn nil", 1), "error handling 6"},
		"looked at":         {"a.go", "package a\n", "package a\n\nfunc f(err error) bool { return errors.Is(err, io.EOF) }\n", "error handling 3"},
		"a call out":        {"a.go", "package a\n", "package a\n\nvar _, _ = http.Get(\"x\")\n\nvar c = exec.Command(\"ls\")\n", "external call 3"},
		"rows":              {"a.go", "package a\n", "package a\n\nvar r, _ = db.QueryContext(ctx, q)\n", "query 3"},
		"an address":        {"a.go", "package a\n", "package a\n\nvar q = r.URL.Query().Get(\"x\")\n", ""},
		"camels":            {"a.ts", "", "export const x = user.isAuthenticated && hasJwt(user);\n", "access 1"},
		"fetched":           {"a.ts", "let a = 1;\n", "let a = 1;\nconst r = await fetch(url).catch(() => null);\n", "external call 2, error handling 2"},
		"of one's own":      {"a.ts", "let a = 1;\n", "let a = 1;\nconst m = re.exec(s); cache.fetch(k); author.name;\n", ""},
		"in a comment":      {"a.ts", "let a = 1;\n", "let a = 1;\n// fetch(x) needs a password\n", ""},
		"a test":            {"a.test.ts", "let a = 1;\n", "let a = 1;\nawait fetch(url);\n", ""},
		"moved":             {"a.py", "import x\nrequests.get(u)\ny = 1\n", "import x\ny = 1\nrequests.get(u)\n", ""},
		"as it was":         {"a.py", "requests.get(u)\ny = 1\n", "requests.get(u)\ny = 2\n", ""},
	} {
		ch := workspace.Change{Path: c.path, Status: workspace.Modified, New: "b", Mode: object.ModeFile}
		base, candidate := fstest.MapFS{}, fstest.MapFS{c.path: {Data: []byte(c.is), Mode: 0o644}}
		if c.was != "" {
			base[c.path], ch.Old, ch.OldMode = &fstest.MapFile{Data: []byte(c.was), Mode: 0o644}, "a", object.ModeFile
		}
		set, err := change.Read(change.Input{Changes: []workspace.Change{ch}, Base: base, Candidate: candidate, Policy: policy.Default()})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, r := range risks.List(set) {
			got = append(got, fmt.Sprintf("%s %d", r.Kind, r.Line))
		}
		if fmt.Sprint(got) != "["+strings.ReplaceAll(c.want, ", ", " ")+"]" {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}
