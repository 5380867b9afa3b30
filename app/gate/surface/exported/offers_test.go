package exported_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/exported"
)

// tree is a module of files; the first line of a source is added.
func tree(files map[string]string) fstest.MapFS {
	out := fstest.MapFS{"go.mod": {Data: []byte("module example.com/m\n")}}
	for name, text := range files {
		out[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return out
}

func offers(t *testing.T, files map[string]string, dir string) map[string]exported.Name {
	t.Helper()
	got, err := exported.New(tree(files)).Offers(dir)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// TestOffers names what one package offers.
func TestOffers(t *testing.T) {
	got := offers(t, map[string]string{
		"a/a.go": `package a

import (
	"context"
	"errors"
	"net/http"
	yaml "gopkg.in/yaml.v3"
	"github.com/x/go-wire/v2"
	"sync/atomic"
	"example.com/m/b"
	"example.com/m/internal/impl"
)

const Limit = 5
const Wait b.Span = 3

var ErrGone = errors.New("gone")
var Default = b.New("x")
var Table = map[string][]int{"a": nil}

func Get[K comparable, V any](ctx context.Context, m map[K]V, more ...string) (V, error) { panic(1) }
func New() *client { return nil }
func hidden() {}

type client struct {
	Name string
	secret int
	inner
}
type inner struct{ Depth int }

func (c *client) Do(r *http.Request) (*wire.Frame, error) { return nil, nil }
func (inner) Close() error { return nil }

type Store interface {
	b.Reader
	Put(key string, n *yaml.Node) error
}
type Open struct {
	b.Named
	http.Client
	Hits atomic.Pointer[int]
}
func (Open) Plain() {}
func (*Open) Bound() {}

type Remote = impl.Remote
type Any = interface{}
type Level int
`,
		"a/a_windows.go":      "package a\n\nfunc Registry() {}\n",
		"a/tool.go":           "//go:build ignore\n\npackage main\n\nfunc Ignored() {}\n",
		"a/a_test.go":         "package a\n\nfunc Helper() {}\n",
		"b/b.go":              "package b\n\ntype Span int\n\ntype Reader interface{ Read() ([]byte, error) }\n\ntype Named struct{ Label string }\n\nfunc (Named) Print() {}\n\nfunc New(s string) Named { return Named{} }\n",
		"internal/impl/im.go": "package impl\n\ntype Remote struct{ Addr string }\n\nfunc (*Remote) Dial() error { return nil }\n",
	}, "a")
	want := map[string]string{
		"Limit": "const untyped int", "Wait": "const example.com/m/b.Span",
		"ErrGone": "var ?", "Default": "var example.com/m/b.Named", "Table": "var map[string][]int",
		"Get": "func[comparable, any](context.Context, map[$0]$1, []string...) ($1, error)",
		"New": "func() (*client)", "client.Name": "field string", "client.Depth": "field int",
		"client.Do": "func(*net/http.Request) (*github.com/x/go-wire/v2.Frame, error) of the pointer", "client.Close": "func() (error)",
		"Store": "interface{Put(string, *gopkg.in/yaml.v3.Node) (error); Read() ([]byte, error)}",
		"Open":  "struct", "Open.Named": "field example.com/m/b.Named", "Open.Client": "field net/http.Client", "Open.Hits": "field sync/atomic.Pointer[int]",
		"Open.Label": "field string", "Open.Print": "func() ()", "Open.Plain": "func() ()", "Open.Bound": "func() () of the pointer",
		"Remote": "struct", "Remote.Addr": "field string", "Remote.Dial": "func() (error) of the pointer",
		"Any": "= any", "Level": "int",
	}
	for _, name := range slices.Sorted(maps.Keys(got)) {
		if got[name].Shape != want[name] {
			t.Errorf("%s is %q, want %q", name, got[name].Shape, want[name])
		}
		if promoted := name == "Open.Label" || name == "Open.Print"; got[name].Promoted != promoted {
			t.Errorf("%s: promoted %v", name, !promoted)
		}
	}
	for name := range want {
		if _, ok := got[name]; !ok {
			t.Errorf("%s is missing", name)
		}
	}
	if at := got["client.Do"]; at.Path != "a/a.go" || at.Line != 32 {
		t.Errorf("client.Do stands at %s:%d", at.Path, at.Line)
	}
}

// TestSame holds what changes nothing for importers, and what does.
func TestSame(t *testing.T) {
	for _, c := range []struct{ what, was, is, differs string }{
		{"names of parameters", "func F(a, b int) error { return nil }", "func F(x int, y int) (err error) { return }", ""},
		{"any for interface{}", "func F(v interface{}) {}", "func F(v any) {}", ""},
		{"names of type parameters", "type T[A any] struct{ V A }\nfunc (t *T[A]) Get() A { panic(1) }", "type T[B any] struct{ V B }\nfunc (t *T[X]) Get() X { panic(1) }", ""},
		{"an alias for its type", "import \"io\"\n\ntype R = io.Reader\n\nfunc F(r R) {}", "import \"io\"\n\ntype R = io.Reader\n\nfunc F(r io.Reader) {}", ""},
		{"the order of methods", "type I interface{ A(); B() }", "type I interface{ B(); A() }", ""},
		{"an embedded interface written out", "type i interface{ A() }\ntype I interface{ i; B() }", "type I interface{ A(); B() }", ""},
		{"a method through embedding", "type T struct{}\nfunc (*T) Get() {}", "type t struct{}\nfunc (*t) Get() {}\ntype T struct{ *t }", "T.Get"},
		{"an inferred variable", "func f() int { return 1 }\nvar V = f()", "func f() string { return \"\" }\nvar V = f()", "V"},
		{"a constant's type", "const C = 1", "const C = 1.5", "C"},
		{"an embedded method that is lost", "type t struct{}\nfunc (t) Get() {}\ntype T struct{ t }", "type t struct{}\ntype T struct{ t }", "T.Get"},
		{"a field of what a function gives", "type t struct{ A int }\nfunc F() t { return t{} }", "type t struct{ A string }\nfunc F() t { return t{} }", "t.A"},
		{"a receiver that becomes a pointer", "type T struct{}\nfunc (T) Get() {}", "type T struct{}\nfunc (*T) Get() {}", "T.Get"},
		{"a method more in an interface", "type I interface{ A() }", "type I interface{ A(); B() }", "I"},
		{"a type of another package", "import \"io\"\n\nfunc F(r io.Reader) {}", "import \"io\"\n\nfunc F(r io.Writer) {}", "F"},
		{"a constraint", "func F[T any](t T) {}", "func F[T comparable](t T) {}", "F"},
		{"a constraint's terms", "type N interface{ ~int | ~string }", "type N interface{ ~int }", "N"},
		{"a hidden field", "type T struct{ a int }", "type T struct{ a string; b int }", ""},
	} {
		was := offers(t, map[string]string{"p/a.go": "package p\n\n" + c.was + "\n"}, "p")
		is := offers(t, map[string]string{"p/a.go": "package p\n\n" + c.is + "\n"}, "p")
		var differs []string
		for _, name := range slices.Sorted(maps.Keys(was)) {
			if now, kept := is[name]; !kept || now.Shape != was[name].Shape || !now.Known() {
				differs = append(differs, name)
			}
		}
		if got := strings.Join(differs, " "); got != c.differs {
			t.Errorf("%s: %q differs, want %q\n%v\n%v", c.what, got, c.differs, was, is)
		}
	}
}

// TestBroken: no source makes it fail, however it does not compile.
func TestBroken(t *testing.T) {
	for _, text := range []string{
		"", "package", "package p\n\nfunc F(", "package p\n\ntype T struct{ T }\n\ntype U U\n", "package p\n\nimport \"example.com/m/p\"\n\nvar X = p.X\n",
		"package p\n\nimport . \"example.com/m/q\"\n\nfunc F() G\n", "package p\n\nimport \"C\"\n\nvar X = C.f()\n", "package p\n\ntype A = B\n\ntype B = A\n",
		"package p\n\ntype T[P T[P]] struct{}\n\nfunc (T[P]) M() {}\n", "package p\n\ntype I interface{ I }\n\ntype S struct{ *S; I }\n\nfunc F() S\n",
	} {
		if _, err := exported.New(tree(map[string]string{"p/a.go": text, "q/q.go": "package q\n\nimport \"example.com/m/p\"\n\ntype G = p.G\n"})).Offers("p"); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// TestGrowth: a short source whose type is very long is told in time.
func TestGrowth(t *testing.T) {
	var text strings.Builder
	text.WriteString("package p\n\ntype A0 = struct{ X int }\n")
	for n := range 60 {
		fmt.Fprintf(&text, "type A%d = struct{ F, G, H func(A%d) (A%d, A%d) }\n", n+1, n, n, n)
	}
	if got := offers(t, map[string]string{"p/a.go": text.String()}, "p"); got["A60"].Known() || !got["A1"].Known() {
		t.Errorf("A60 is %d bytes long", len(got["A60"].Shape))
	}
}

// TestImporters follows imports to those who may show what they import.
func TestImporters(t *testing.T) {
	imports := func(name string) string { return fmt.Sprintf("package a\n\nimport _ %q\n", name) }
	files := tree(map[string]string{
		"a/a.go": imports("example.com/m/internal/x"), "internal/x/x.go": imports("example.com/m/internal/y"), "internal/y/y.go": "package y\n",
		"c/c.go": imports("example.com/m/cc"), "d/d_test.go": imports("example.com/m/internal/y"),
	})
	if got := exported.New(files).Importers(".", []string{"internal/y"}, 100); fmt.Sprint(got) != "[internal/x a]" {
		t.Errorf("%v import it", got)
	}
}

// TestLarge: a package that needs more files than are read is not told by half.
func TestLarge(t *testing.T) {
	files := map[string]string{}
	for n := range 2000 {
		files[fmt.Sprintf("p/a%d.go", n)] = "package p\n"
	}
	if _, err := exported.New(tree(files)).Offers("p"); err == nil {
		t.Error("it was read")
	}
}
