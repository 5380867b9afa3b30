package interfaces_test

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/interfaces"
	"github.com/goalkeeper-dev/goalkeeper/app/policy"
	"github.com/goalkeeper-dev/goalkeeper/app/workspace"
	"github.com/goalkeeper-dev/goalkeeper/app/workspace/object"
)

// layered is a tree of files written PATH=TEXT, parted by a line of ---, over another one.
func layered(under fstest.MapFS, spec string) fstest.MapFS {
	out := fstest.MapFS{}
	maps.Copy(out, under)
	for one := range strings.SplitSeq(spec, "\n---\n") {
		if at, text, ok := strings.Cut(one, "="); ok && text == "-\n" {
			delete(out, at)
		} else if ok {
			out[at] = &fstest.MapFile{Data: []byte(text), Mode: 0o644}
		}
	}
	return out
}

func changed(t *testing.T, base, candidate fstest.MapFS, issue string) *change.Set {
	t.Helper()
	both := maps.Clone(base)
	maps.Copy(both, candidate)
	in := change.Input{Base: base, Candidate: candidate, Policy: policy.Default(), Plan: &app.Plan{}, Goal: &app.Goal{Body: issue}}
	for _, name := range slices.Sorted(maps.Keys(both)) {
		was, had := base[name]
		is, has := candidate[name]
		if had && has && string(was.Data) == string(is.Data) {
			continue
		}
		c := workspace.Change{Path: name, Status: workspace.Modified}
		if had {
			c.Old, c.OldMode = "a", object.ModeFile
		}
		if has {
			c.New, c.Mode = "b", object.ModeFile
		}
		in.Changes = append(in.Changes, c)
	}
	set, err := change.Read(in)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// TestOffersOfOtherLanguages: who imports from a module of Python, a script or a package
// is told of where that is used in another way, and of nothing else.
func TestOffersOfOtherLanguages(t *testing.T) {
	for name, c := range map[string]struct{ was, is, issue, want string }{
		"def to async":              {"a.py=def fee(n):\n    return n\n", "a.py=async def fee(n):\n    return n\n", "", "fee has another shape"},
		"async said":                {"a.py=def fee(n):\n    return n\n", "a.py=async def fee(n):\n    return n\n", "Make the client asynchronous", ""},
		"a task handed on":          {"a.py=def load(n):\n    return client.get(n)\n", "a.py=async def load(n):\n    return await client.get(n)\n", "", ""},
		"list to generator":         {"a.py=def rows(n):\n    return [n]\n", "a.py=def rows(n):\n    yield n\n", "", "rows has another shape"},
		"iterator to generator":     {"a.py=def rows(n):\n    return iter([n])\n", "a.py=def rows(n):\n    yield n\n", "", ""},
		"a generator inside":        {"a.py=def rows(n):\n    return [n]\n", "a.py=def rows(n):\n    def each():\n        yield n\n    return list(each())\n", "", ""},
		"by a decorator":            {"a.py=@contextmanager\ndef held(n):\n    yield n\n", "a.py=@managed\ndef held(n):\n    return n\n", "", ""},
		"to be named":               {"a.py=def fee(n, m=1):\n    return n\n", "a.py=def fee(n, *, m=1):\n    return n\n", "", "fee has another shape"},
		"not to be named":           {"a.py=def fee(n, *, m=1):\n    return n\n", "a.py=def fee(n, m=1):\n    return n\n", "", ""},
		"named ones in order":       {"a.py=def fee(n, *, m=1, k=2):\n    return n\n", "a.py=def fee(n, *, k=2, m=1):\n    return n\n", "", ""},
		"a named one more":          {"a.py=def fee(n, *, m=1):\n    return n\n", "a.py=def fee(n, *, k=None, m=1):\n    return n\n", "", ""},
		"a named one asked for":     {"a.py=def fee(n, *, m=1):\n    return n\n", "a.py=def fee(n, *, k, m=1):\n    return n\n", "", "fee has another shape"},
		"by place alone":            {"a.py=def fee(n):\n    return n\n", "a.py=def fee(n, /):\n    return n\n", "", "fee has another shape"},
		"property to method":        {"a.py=class E:\n    @property\n    def x(self):\n        return 1\n", "a.py=class E:\n    def x(self):\n        return 1\n", "", "E.x has another shape"},
		"method to property":        {"a.py=class E:\n    def x(self):\n        return 1\n", "a.py=class E:\n    @property\n    def x(self):\n        return 1\n", "", "E.x has another shape"},
		"property kept in mind":     {"a.py=class E:\n    @property\n    def x(self):\n        return 1\n", "a.py=class E:\n    @functools.cached_property\n    def x(self):\n        return 1\n", "", ""},
		"property set too":          {"a.py=class E:\n    @property\n    def x(self):\n        return 1\n", "a.py=class E:\n    @property\n    def x(self):\n        return 1\n\n    @x.setter\n    def x(self, v):\n        self.v = v\n", "", ""},
		"property no longer set":    {"a.py=class E:\n    @property\n    def x(self):\n        return 1\n\n    @x.setter\n    def x(self, v):\n        self.v = v\n", "a.py=class E:\n    @property\n    def x(self):\n        return 1\n", "", "E.x has another shape"},
		"static to method":          {"a.py=class E:\n    @staticmethod\n    def x(n):\n        return 1\n", "a.py=class E:\n    def x(self, n):\n        return 1\n", "", "E.x has another shape"},
		"method to static":          {"a.py=class E:\n    def x(self, n):\n        return 1\n", "a.py=class E:\n    @staticmethod\n    def x(n):\n        return 1\n", "", ""},
		"another base":              {"a.py=class Late(ValueError):\n    pass\n", "a.py=class Late(Exception):\n    pass\n", "", "Late has another shape"},
		"a narrower base":           {"a.py=class Late(Exception):\n    pass\n", "a.py=class Late(KeyError):\n    pass\n", "", ""},
		"a base between":            {"a.py=class Late(ValueError):\n    pass\n", "a.py=class Fault(ValueError):\n    pass\n\n\nclass Late(Fault):\n    pass\n", "", ""},
		"a base from elsewhere":     {"a.py=class Late(ValueError):\n    pass\n", "a.py=from .b import Fault\n\n\nclass Late(Fault):\n    pass\n", "", ""},
		"bases in order":            {"a.py=class Late(ValueError, KeyError):\n    pass\n", "a.py=class Late(KeyError, ValueError):\n    pass\n", "", ""},
		"a mixin dropped":           {"a.py=class Late(LogMixin, ValueError):\n    pass\n", "a.py=class Late(ValueError):\n    pass\n", "", ""},
		"a constant of another":     {"a.py=LIMIT = 10\n", "a.py=LIMIT = \"10\"\n", "", "LIMIT has another shape"},
		"a constant's value":        {"a.py=LIMIT = 10\n", "a.py=LIMIT = 60 * 2.5\n", "", ""},
		"a constant annotated":      {"a.py=LIMIT = 10\n", "a.py=LIMIT: Final[int] = 10\n", "", ""},
		"a constant read":           {"a.py=LIMIT = 10\n", "a.py=LIMIT = int(os.environ.get(\"LIMIT\", \"10\"))\n", "", ""},
		"no longer handed on":       {"p/__init__.py=from .b import fee, rate\n---\np/b.py=def fee(n):\n    return n\n\n\ndef rate(n):\n    return n\n", "p/__init__.py=from .b import fee\n", "", "rate is gone"},
		"handed on, from a package": {"p/__init__.py=from p.b import fee, rate\n---\np/b.py=def fee(n):\n    return n\n\n\ndef rate(n):\n    return n\n", "p/__init__.py=from p.b import fee\n", "", "rate is gone"},
		"of others":                 {"p/__init__.py=from os import path, sep\n\nx = path\n", "p/__init__.py=from os import path\n\nx = path\n", "", ""},
		"used in it":                {"p/__init__.py=from .b import fee\n\nx = fee(1)\n---\np/b.py=def fee(n):\n    return n\n", "p/__init__.py=x = 1\n", "", ""},
		"no longer in the list":     {"p/__init__.py=from .b import fee, rate\n\n__all__ = [\"fee\", \"rate\"]\n---\np/b.py=def fee(n):\n    return n\n\n\ndef rate(n):\n    return n\n", "p/__init__.py=from .b import fee, rate\n\n__all__ = [\"fee\"]\n", "", "rate is no longer listed in __all__"},
		"the list in order":         {"p/__init__.py=from .b import fee, rate\n\n__all__ = [\"fee\", \"rate\"]\n", "p/__init__.py=from .b import rate, fee\n\n__all__ = (\n    \"rate\",\n    \"fee\",\n)\n", "", ""},
		"a list that is new":        {"p/b.py=def fee(n):\n    return n\n\n\ndef rate(n):\n    return n\n", "p/b.py=__all__ = [\"fee\"]\n\n\ndef fee(n):\n    return n\n\n\ndef rate(n):\n    return n\n", "", ""},
		"moved and handed on":       {"p/__init__.py=def fee(n):\n    return n\n", "p/__init__.py=from .b import fee\n---\np/b.py=def fee(n):\n    return n\n", "", ""},
		"moved as another one":      {"p/__init__.py=def fee(n):\n    return n\n", "p/__init__.py=from .b import fee\n---\np/b.py=def fee(n, m):\n    return n\n", "", "fee has another shape"},
		"all for some":              {"p/__init__.py=from .b import *\n---\np/b.py=def fee(n):\n    return n\n", "p/__init__.py=from .b import fee\n", "", ""},
		"tried first":               {"p/__init__.py=from .b import fee\n---\np/b.py=def fee(n):\n    return n\n", "p/__init__.py=try:\n    from .b import fee\nexcept ImportError:\n    fee = None\n", "", ""},
		"a module that went":        {"p/__init__.py=from .b import fee\n---\np/b.py=def fee(n):\n    return n\n", "p/__init__.py=\n---\np/b.py=-\n", "Remove p/b.py", ""},

		"function to async":         {"a.js=export function fee(n) {\n  return n + 1;\n}\n", "a.js=export async function fee(n) {\n  return n + 1;\n}\n", "", "fee has another shape"},
		"arrow to async":            {"a.js=export const fee = (n) => n + 1;\n", "a.js=export const fee = async (n) => n + 1;\n", "", "fee has another shape"},
		"a promise before":          {"a.js=export function load(n) {\n  return fetch(n).then((r) => r.json());\n}\n", "a.js=export async function load(n) {\n  return (await fetch(n)).json();\n}\n", "", ""},
		"what others give":          {"a.js=export function load(n) {\n  return db.find(n);\n}\n", "a.js=export async function load(n) {\n  return await db.find(n);\n}\n", "", ""},
		"a method to async":         {"a.ts=export class Shop {\n  open() {\n    this.at = 1;\n  }\n}\n", "a.ts=export class Shop {\n  async open() {\n    this.at = 1;\n  }\n}\n", "", "Shop.open has another shape"},
		"getter to method":          {"a.ts=export class Shop {\n  get size() {\n    return 1;\n  }\n}\n", "a.ts=export class Shop {\n  size() {\n    return 1;\n  }\n}\n", "", "Shop.size has another shape"},
		"a setter more":             {"a.ts=export class Shop {\n  get size(): number {\n    return 1;\n  }\n}\n", "a.ts=export class Shop {\n  get size(): number {\n    return 1;\n  }\n  set size(n: number) {\n    this.n = n;\n  }\n}\n", "", ""},
		"a type asked for":          {"a.ts=export class Box<T> {\n  v!: T;\n}\n", "a.ts=export class Box<T, U> {\n  v!: T;\n}\n", "", "Box has another shape"},
		"a type by default":         {"a.ts=export class Box<T> {\n  v!: T;\n}\n", "a.ts=export class Box<T, U = string> {\n  v!: T;\n}\n", "", ""},
		"no longer all of":          {"src/index.ts=export * from './a';\nexport * from './b';\n---\nsrc/a.ts=export const x = 1;\n---\nsrc/b.ts=export const y = 1;\n", "src/index.ts=export * from './a';\n", "", "* of b is gone"},
		"all of by name":            {"src/index.ts=export * from './a';\nexport * from './b';\n---\nsrc/a.ts=export const x = 1;\n---\nsrc/b.ts=export const y = 1;\n", "src/index.ts=export * from './a';\nexport { y } from './b.js';\n", "", ""},
		"all of, in order":          {"src/index.ts=export * from './a';\nexport * from './b';\n", "src/index.ts=export * from './b';\nexport * from './a';\n", "", ""},
		"all of another one":        {"src/index.ts=export * from './b';\n---\nsrc/b.ts=export const y = 1;\n", "src/index.ts=export * from './c';\n---\nsrc/b.ts=-\n---\nsrc/c.ts=export const y = 1;\n", "", ""},
		"moved, handed on":          {"src/a.ts=export function fee(n: number) {\n  return n;\n}\n", "src/a.ts=export { fee } from './b';\n---\nsrc/b.ts=export function fee(n: number) {\n  return n;\n}\n", "", ""},
		"asked of callers":          {"a.ts=export interface ListOptions {\n  page: number;\n}\n", "a.ts=export interface ListOptions {\n  page: number;\n  size: number;\n}\n", "", "ListOptions asks for size too"},
		"left to callers":           {"a.ts=export interface ListOptions {\n  page: number;\n}\n", "a.ts=export interface ListOptions {\n  page: number;\n  size?: number;\n}\n", "", ""},
		"given to callers":          {"a.ts=export interface Totals {\n  net: number;\n}\n\nexport function total(n: number): Totals {\n  return { net: n };\n}\n", "a.ts=export interface Totals {\n  net: number;\n  gross: number;\n}\n\nexport function total(n: number): Totals {\n  return { net: n, gross: n };\n}\n", "", ""},
		"taken from callers":        {"a.ts=export interface Row {\n  net: number;\n}\n\nexport function total(rows: number, row: Row): number {\n  return row.net;\n}\n", "a.ts=export interface Row {\n  net: number;\n  gross: number;\n}\n\nexport function total(rows: number, row: Row): number {\n  return row.net;\n}\n", "", "Row asks for gross too"},
		"asked of callers, said":    {"a.ts=export interface ListOptions {\n  page: number;\n}\n", "a.ts=export interface ListOptions {\n  page: number;\n  size: number;\n}\n", "Callers give the size of a page", ""},
		"of an own product":         {"package.json={\"private\": true}\n---\na.ts=export interface ListOptions {\n  page: number;\n}\n", "a.ts=export interface ListOptions {\n  page: number;\n  size: number;\n}\n", "", ""},
		"called otherwise":          {"a.ts=export interface ListOptions {\n  page: number;\n}\n", "a.ts=export interface ListOptions {\n  sheet: number;\n}\n", "", "ListOptions.page is gone"},
		"a way into a package":      {"package.json={\"exports\": {\".\": \"./a.js\", \"./b\": \"./b.js\"}}\n", "package.json={\"exports\": {\".\": \"./a.js\"}}\n", "", "./b is gone"},
		"a way called otherwise":    {"package.json={\"exports\": {\".\": \"./a.js\", \"./b\": \"./b.js\"}}\n", "package.json={\"exports\": {\"./c\": \"./b.js\", \".\": \"./a.js\"}}\n", "", "./b is gone"},
		"to another file":           {"package.json={\"exports\": {\"./b\": \"./b.js\"}}\n", "package.json={\"exports\": {\"./b\": {\"import\": \"./dist/b.js\"}, \"./c\": \"./c.js\"}}\n", "", ""},
		"into an own product":       {"package.json={\"private\": true, \"exports\": {\"./b\": \"./b.js\"}}\n", "package.json={\"private\": true, \"exports\": {}}\n", "", ""},
		"a program of a package":    {"package.json={\"bin\": {\"shop\": \"a.js\", \"till\": \"b.js\"}}\n", "package.json={\"bin\": {\"shop\": \"c.js\"}}\n", "", "till is gone"},
		"a way beside one program":  {"package.json={\"bin\": \"a.js\", \"exports\": {\"./b\": \"./b.js\"}}\n", "package.json={\"bin\": \"a.js\", \"exports\": \"./a.js\"}\n", "", "./b is gone"},
		"a program so called now":   {"pyproject.toml=[project.scripts]\ntill = 'a:run'\n", "pyproject.toml=[project.scripts]\ndesk = 'a:run'\n", "", "till is gone"},
		"a program of Python":       {"pyproject.toml=[project.scripts]\ntill = 'a:run'\n", "pyproject.toml=[project]\nname = 'a'\n", "", "till is gone"},
		"a program that goes":       {"pyproject.toml=[project.scripts]\ntill = 'a:run'\n", "pyproject.toml=[project]\nname = 'a'\n", "Remove the program till", ""},
		"all of a, in a sentence":   {"src/index.ts=export * from './a';\n---\nsrc/a.ts=export const x = 1;\n", "src/index.ts=\n", "Make a list shorter", "* of a is gone"},
		"named, another parameter":  {"a.go=package a\n\nfunc Vat(n int) int { return n }\n", "a.go=package a\n\nfunc Vat(n, places int) int { return n * places }\n", "`Vat` rounds half up", "Vat has another shape"},
		"a parameter as asked":      {"a.go=package a\n\nfunc Vat(n int) int { return n }\n", "a.go=package a\n\nfunc Vat(n, digits int) int { return n * digits }\n", "`Vat` gets a parameter for the decimals", ""},
		"a parameter by its name":   {"a.go=package a\n\nfunc Vat(n int) int { return n }\n", "a.go=package a\n\nfunc Vat(n, digits int) int { return n * digits }\n", "`Vat` rounds to the digits that people give", ""},
		"named, another result":     {"a.go=package a\n\nfunc Vat(n int) int { return n }\n", "a.go=package a\n\nfunc Vat(n int) (int, error) { return n, nil }\n", "`Vat` panics for a negative n", ""},
		"ended by callers":          {"a.go=package a\n\nfunc Load(n string) error { return nil }\n", "a.go=package a\n\nimport \"context\"\n\nfunc Load(ctx context.Context, n string) error { return nil }\n", "`Load` must stop when its caller cancels", ""},
		"a mere other name":         {"a.go=package a\n\nfunc Save(n int) int { return n }\n", "a.go=package a\n\nfunc Keep(n int) int { return n }\n", "Mend the sum", "Save is gone"},
		"another one in its place":  {"a.js=export function next(n) {\n  return n;\n}\n", "a.js=export function claim(n) {\n  n.taken = true;\n  return n;\n}\n", "A job runs twice", ""},
		"kept inside before":        {"a.go=package a\n\ntype row struct{}\n", "a.go=package a\n\ntype Row struct{}\n", "Everything else that is exported is used by others and stays as it is", "Row was kept inside, and is exported now"},
		"kept inside, nothing said": {"a.go=package a\n\ntype row struct{}\n", "a.go=package a\n\ntype Row struct{}\n", "Mend the sum", ""},
		"taken in by another file":  {"package.json={\"main\": \"a.js\"}\n", "package.json={\"main\": \"b.js\"}\n", "Mend the sum", "the package is taken in by another file"},
		"the entry that is asked":   {"package.json={\"main\": \"a.js\"}\n", "package.json={\"main\": \"dist/a.js\"}\n", "The entry point is what tsc writes", ""},
		"another kind of modules":   {"package.json={\"main\": \"a.js\"}\n", "package.json={\"main\": \"a.js\", \"type\": \"module\"}\n", "Mend the sum", "the package is of another kind of modules"},
		"its files taken in":        {"package.json={\"main\": \"a.js\"}\n", "package.json={\"main\": \"a.js\", \"exports\": {\".\": \"./a.js\"}}\n", "Mend the sum", "the files of the package can no longer be taken in"},
		"a constant of a script":    {"a.ts=export const LIMIT = 10;\n", "a.ts=export const LIMIT = '10';\n", "", "LIMIT has another shape"},
		"a constant's other value":  {"a.ts=export const LIMIT = 10;\n", "a.ts=export const LIMIT = 1_000 * 60;\n", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			base := layered(nil, c.was)
			found, err := interfaces.Judge(changed(t, base, layered(base, c.is), c.issue))
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, f := range found {
				got = append(got, strings.TrimSuffix(strings.TrimPrefix(f.Reason, "the exported "), "."))
			}
			if is := strings.Join(got, "; "); is != c.want {
				t.Errorf("found %q, not %q", is, c.want)
			}
		})
	}
}
