package gate

import "testing"

// TestLessened holds comparisons that look at the same parts as they did and ask less of
// them.
func TestLessened(t *testing.T) {
	gates, err := New()
	if err != nil {
		t.Fatal(err)
	}
	const (
		goWas = "package a\n\nfunc (e Entry) Equal(o Entry) bool {\n\tif e.ID != o.ID || !sameTime(e.At, o.At) || len(e.Props) != len(o.Props) {\n\t\treturn false\n\t}\n\tfor k, v := range e.Props {\n\t\tif ov, ok := o.Props[k]; !ok || ov != v {\n\t\t\treturn false\n\t\t}\n\t}\n\treturn true\n}\n\nfunc sameTime(a, b time.Time) bool {\n\t_, ao := a.Zone()\n\t_, bo := b.Zone()\n\treturn a.Equal(b) && ao == bo\n}\n"
		pyWas = "class Page:\n    def __init__(self, url, links):\n        self.url = url\n        self.links = links\n\n    def __eq__(self, other):\n        if len(self.links) != len(other.links) or self.url != other.url:\n            return False\n        for name in self.links:\n            if name not in other.links or self.links[name] != other.links[name]:\n                return False\n        return True\n"
		jsWas = "export class Box {\n  constructor(size, tags) {\n    this.size = size;\n    this.tags = tags;\n  }\n\n  equals(other) {\n    return this.size.w === other.size.w && this.size.h === other.size.h && this.tags.length === other.tags.length && this.tags.every((t, i) => other.tags[i] === t);\n  }\n}\n"
	)
	for _, c := range []principle{
		{
			name: "a key that may be missing", rule: "equality", path: "entry.go", was: goWas,
			bad:  replaced(goWas, "!ok || ov != v", "ok && ov != v"),
			good: replaced(goWas, "\tfor k, v := range e.Props {\n\t\tif ov, ok := o.Props[k]; !ok || ov != v {\n\t\t\treturn false\n\t\t}\n\t}\n\treturn true\n", "\treturn maps.Equal(e.Props, o.Props)\n"),
		},
		{
			name: "a part of what was asked of both", rule: "equality", path: "entry.go", was: goWas,
			bad:  replaced(goWas, "!sameTime(e.At, o.At)", "!e.At.Equal(o.At)"),
			good: replaced(goWas, "!sameTime(e.At, o.At)", "!sameInstant(e.At, o.At)"),
		},
		{
			name: "how many there are is not asked any more", rule: "equality", path: "entry.go", was: goWas,
			bad:  replaced(goWas, " || len(e.Props) != len(o.Props)", ""),
			good: replaced(goWas, "len(e.Props) != len(o.Props)", "count(e.Props) != count(o.Props)"),
		},
		{
			name: "what only one of both has", rule: "equality", path: "page.py", was: pyWas,
			bad:  replaced(pyWas, "name not in other.links or self.links[name]", "name in other.links and self.links[name]"),
			good: replaced(pyWas, "name not in other.links or self.links[name] != other.links[name]", "other.links.get(name) != self.links[name]"),
		},
		{
			name: "links that only the other one has", rule: "equality", path: "page.py", was: pyWas,
			bad:  replaced(pyWas, "len(self.links) != len(other.links) or ", ""),
			good: replaced(pyWas, "        for name in self.links:\n            if name not in other.links or self.links[name] != other.links[name]:\n                return False\n        return True\n", "        return self.links == other.links\n"),
		},
		{
			name: "one side of what had two", rule: "equality", path: "box.js", was: jsWas,
			bad:  replaced(jsWas, " && this.size.h === other.size.h", ""),
			good: replaced(jsWas, "this.size.w === other.size.w && this.size.h === other.size.h", "this.size.equals(other.size)"),
		},
		{
			name: "tags of which the other one has more", rule: "equality", path: "box.js", was: jsWas,
			bad:  replaced(jsWas, "this.tags.length === other.tags.length && ", ""),
			good: replaced(jsWas, "this.tags.every((t, i) => other.tags[i] === t)", "this.tags.every((t) => other.tags.includes(t)) && other.tags.every((t) => this.tags.includes(t))"),
		},
		{
			name: "either is enough", rule: "equality", path: "box.js", was: jsWas,
			bad:  replaced(jsWas, "this.size.w === other.size.w && this", "this.size.w === other.size.w || this"),
			good: replaced(jsWas, "return this", "return other instanceof Box && this"),
		},
		{
			name: "what people say by what to compare, and not only of which kind", rule: "equality", path: "amount.py", issue: "Equality should go by value; amounts of different currency are unequal, equal ones hash alike.\n",
			was:  "class Amount:\n    def __init__(self, value, currency):\n        self.value = value\n        self.currency = currency\n\n    def __eq__(self, other):\n        return self.value == other.value and self.currency == other.currency\n",
			bad:  "class Amount:\n    def __init__(self, value, currency):\n        self.value = value\n        self.currency = currency\n\n    def __eq__(self, other):\n        if self.currency != other.currency:\n            return False\n        return True\n",
			good: "class Amount:\n    def __init__(self, value, currency):\n        self.value = value\n        self.currency = currency\n\n    def __eq__(self, other):\n        return (self.currency, Fraction(self.value)) == (other.currency, Fraction(other.value))\n",
		},
		{
			name: "two that share one field of those people name", rule: "equality", path: "slot.ts", issue: "Two slots are equal when room and start are the same. The title counts for nothing.\n",
			was:  "export class Slot {\n  constructor(readonly room: string, readonly start: number, readonly title: string) {}\n\n  equals(o: Slot): boolean {\n    return this.room === o.room && this.start === o.start && this.title === o.title;\n  }\n}\n",
			bad:  "export class Slot {\n  constructor(readonly room: string, readonly start: number, readonly title: string) {}\n\n  equals(o: Slot): boolean {\n    return this.room === o.room;\n  }\n}\n",
			good: "export class Slot {\n  constructor(readonly room: string, readonly start: number, readonly title: string) {}\n\n  equals(o: Slot): boolean {\n    return this.room === o.room && this.start === o.start;\n  }\n}\n",
		},
	} {
		t.Run(c.name, func(t *testing.T) { c.hold(t, gates) })
	}
}
