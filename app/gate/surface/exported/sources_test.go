package exported

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/printer"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

// declared is what a source declares, without what its functions do.
func declared(t *testing.T, text []byte) string {
	t.Helper()
	files := token.NewFileSet()
	f, err := parser.ParseFile(files, "a.go", text, parser.SkipObjectResolution)
	if f == nil {
		t.Fatal(err)
	}
	for _, d := range f.Decls {
		if fn, ok := d.(*ast.FuncDecl); ok && fn.Body != nil {
			fn.Body = &ast.BlockStmt{Lbrace: fn.Body.Lbrace, Rbrace: fn.Body.Rbrace}
		}
	}
	var out bytes.Buffer
	if err := printer.Fprint(&out, files, f); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// TestBodilessDeclaresTheSame: what a function does is left out, and nothing
// else, whatever it is written with.
func TestBodilessDeclaresTheSame(t *testing.T) {
	const inside = "secret()"
	for name, text := range map[string]string{
		"plain":             "func F() int {\n\tsecret()\n}\n\ntype T int\n",
		"braces in a text":  "func F() string {\n\tsecret(`\n}\nfunc G() {\n`, \"}\", '}', '\\'')\n}\n\ntype T int\n",
		"braces in a note":  "func F() {\n\t// }\n\t/* } */\n\tsecret()\n}\n\ntype T int\n",
		"gives a struct":    "func F() struct{ A int } {\n\tsecret()\n}\n",
		"behind a note":     "func F() struct /* a */ { A int } {\n\tsecret()\n}\n",
		"gives interfaces":  "func F[T interface{ ~int }](a interface{ M() }) (b []interface{}) {\n\tsecret()\n}\n",
		"of a type":         "func (r *mystruct) F(a func() struct{}) func() {\n\tsecret()\n}\n",
		"asks for nothing":  "func F(\n\ta int,\n) {\n\tsecret()\n}\n",
		"in one line":       "func F() { secret() }\nfunc G() {}\n",
		"a label and runes": "func F() {\n{\n}\n\tsecret('\\\\', '{')\n}\nvar A = 1\n",
	} {
		text = "package a\n\n" + text
		got := string(bodiless([]byte(text)))
		if strings.Contains(got, inside) || len(got) != len(text) || strings.Count(got, "\n") != strings.Count(text, "\n") {
			t.Errorf("%s: %q", name, got)
		}
		if is, want := declared(t, []byte(got)), declared(t, []byte(text)); is != want {
			t.Errorf("%s: it declares\n%s\nwant\n%s", name, is, want)
		}
	}
	for name, text := range map[string]string{
		"without a body":    "func F() int\nvar A = []int{1}\n",
		"and more":          "func F() int; var A = [...]int{1, 2}\n",
		"without an end":    "func F() {\n\tsecret(",
		"an open text":      "func F() {\n\tsecret(`",
		"in a text":         "var A = `\nfunc F() {\n\tsecret()\n}\n`\n",
		"behind its line":   "var A = func() { secret() }\n",
		"a type of its own": "func F() mystruct {\n\tsecret()\n}\n",
	} {
		if text = "package a\n\n" + text; string(bodiless([]byte(text))) != text {
			t.Errorf("%s: %q", name, bodiless([]byte(text)))
		}
	}
	err := filepath.WalkDir("../../..", func(name string, _ fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(name) != ".go" {
			return err
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		if declared(t, bodiless(text)) != declared(t, text) {
			t.Errorf("%s declares something else", name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// counted is a tree that counts what is read.
type counted struct {
	fstest.MapFS
	read map[string]int
}

func (c counted) ReadFile(name string) ([]byte, error) {
	c.read[name]++
	return c.MapFS.ReadFile(name)
}

// TestBothReadTheSameOnce: a file whose bytes are the same on both sides is read
// once, and every other one on each.
func TestBothReadTheSameOnce(t *testing.T) {
	file := func(text string, id string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte(text), Sys: id}
	}
	side := func(read map[string]int, text string, id string) counted {
		return counted{fstest.MapFS{"p/same.go": file("package p\n\ntype T int\n", "1"), "p/a.go": file(text, id)}, read}
	}
	read := map[string]int{}
	base, result := Both(side(read, "package p\n\nfunc F() T {\n}\n", "2"), side(read, "package p\n\nfunc F() int {\n}\n", "3"))
	was, err := base.Offers("p")
	if err != nil {
		t.Fatal(err)
	}
	is, err := result.Offers("p")
	if err != nil {
		t.Fatal(err)
	}
	if was["F"].Shape != "func() (T)" || is["F"].Shape != "func() (int)" || is["T"] != was["T"] {
		t.Errorf("before %v, after %v", was, is)
	}
	if read["p/same.go"] != 1 || read["p/a.go"] != 2 {
		t.Errorf("read %v", read)
	}
}
