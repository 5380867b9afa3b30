package product

import (
	"fmt"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"pgregory.net/rapid"
)

// chain is a text of lines that have their own number and the one before.
func chain(form string, lines int) string {
	var b strings.Builder
	for n := range lines {
		fmt.Fprintf(&b, form, n+1, n)
	}
	return b.String()
}

// TestDeclarationsOfAnyBytes are read; what takes more than its length asks for would not
// end here.
func TestDeclarationsOfAnyBytes(t *testing.T) {
	for _, text := range []string{
		strings.Repeat("export const a = ((", 12_000), strings.Repeat("export function f(a: { b: (", 9_000),
		"export interface A {" + strings.Repeat("a: b; ", 40_000) + "}", strings.Repeat("export type A = 'a' |\n", 12_000),
		strings.Repeat("export const a: Map<string, number> = new Map();\n", 5_000), "export enum A {\n" + strings.Repeat("  B = 'b',\n", 20_000),
		"class A:\n" + strings.Repeat("    b: int = (\n", 15_000), strings.Repeat("def f(a=[{(\n", 18_000),
		chain("class A%d(A%d): pass\n", 9_000), chain("from .b import a%d\nx = a%d\n", 9_000), chain("class A%d:\n    def test_a%d(self): pass\n", 9_000),
	} {
		for _, name := range []string{"a.ts", "a.py"} {
			src := language.Read(name, text)
			ScriptMembers(src)
			PythonMembers(src)
			Offers{}.Hand(&change.File{}, language.Read("p/__init__.py", text))
			src.Tests()
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.SampledFrom([]rune("export class def type A=a:(){}[]<>|,;?'\"`\n \t*@#"))).Draw(t, "text")
		for _, prefix := range []string{"", "export class A {", "export type A = ", "export const a = (", "class A:\n    ", "def a("} {
			src := language.Read("a.ts", prefix+text)
			ScriptMembers(src)
			for _, m := range PythonMembers(language.Read("a.py", prefix+text)) {
				if m.Line < 0 || !m.GoesOn(&m.Callable) {
					t.Fatalf("%s does not go on as itself: %s", m.Name, m.Shape())
				}
			}
		}
	})
}
