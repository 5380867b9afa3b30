package gate

import "testing"

// TestWanted holds what people name and what is to become of it, and that what they
// did not name is seen as before.
func TestWanted(t *testing.T) {
	gates, err := New()
	if err != nil {
		t.Fatal(err)
	}
	goTest := func(name string, body string) string {
		return "func " + name + "(t *testing.T) {\n" + body + "}\n\n"
	}
	const goHead, goAsserts = "package a\n\nimport \"testing\"\n\n", "\tif got := Sum(1, 2); got != 3 {\n\t\tt.Error(got)\n\t}\n"
	goStale, goSum := goTest("TestStale", "\tif got := Stale(\"a\"); got != 7 {\n\t\tt.Error(got)\n\t}\n"), goTest("TestSum", goAsserts)
	helper := func(does string) string {
		return "func load(t *testing.T, name string) *Zone {\n\tt.Helper()\n\tz, err := Load(name)\n\tif err != nil {\n\t\t" + does + "\n\t}\n\treturn z\n}\n\n"
	}
	goZone := func(first string) string {
		return goTest("TestZone", first+"\tif z := load(t, \"Europe/Berlin\"); z.Offset() != 3600 {\n\t\tt.Error(z)\n\t}\n")
	}
	group := func(stale, sum string) string {
		return "describe('cache', () => {\n" + stale + sum + "});\n"
	}
	const (
		jsStale = "  it('reads what is stale', () => {\n    expect(stale('a')).toBe(7);\n  });\n"
		jsSum   = "  it('sums', () => {\n    expect(sum(1, 2)).toBe(3);\n  });\n"
		pyStale = "def test_stale():\n    assert stale(\"a\") == 7\n\n\n"
		pySum   = "def test_sum():\n    assert total(1, 2) == 3\n\n\n"
		links   = "test('follows a link', async () => {\n  assert.equal(await read('a'), 'x');\n});\n"
		rooms   = "from unittest import TestCase, skipUnless\n\n\nclass RoomTest(TestCase):\n    def test_clash(self):\n        self.assertTrue(clash(9, 12))\n"
		django  = "from django.test import TestCase, skipUnlessDBFeature\n\n\nclass RoomTest(TestCase):\n    def test_clash(self):\n        self.assertTrue(clash(9, 12))\n"
		raises  = "  it('rejects 0', () => {\n    expect(() => parse(0)).toThrow('must be at least 1, got 0');\n  });\n  it('rejects text', () => {\n    expect(() => parse('a')).toThrow('must be a number, got a');\n  });\n"
		vitest  = "export default defineConfig({\n  test: {\n    include: ['**/*.test.ts'],\n  },\n});\n"
		pkg     = "{\n  \"dependencies\": {\n    \"ajv\": \"^8.17.1\"\n  }\n}\n"
		schema  = "test('requires a name', () => {\n  assert.equal(check({})[0].message, \"should have property 'name'\");\n});\ntest('requires a text', () => {\n  assert.equal(check({ name: 1 })[0].message, \"should be a string of 9\");\n});\n"
	)
	onLinks := func(skip string) string {
		return replaced(links, "link', async", "link', "+skip+" async")
	}
	for _, c := range []principle{
		{
			name: "a test that goes with its subject", rule: "tests-removed", path: "a_test.go", was: goHead + goStale + goSum,
			issue: "`Stale` goes away together with `TestStale`. `TestSum` fails.\n", beside: "a.go=package a\n\nfunc Stale(string) int { return 7 }\n\nfunc Sum(a, b int) int { return a }\n=>package a\n\nfunc Sum(a, b int) int { return a + b }\n",
			bad: goHead + goStale, good: goHead + goSum,
		},
		{
			name: "a test that people let go", rule: "tests-removed", path: "test_a.py", was: "from a import stale, total\n\n\n" + pyStale + pySum,
			issue: "Nobody calls `stale`, so `test_stale` can be deleted.\n",
			bad:   "from a import stale\n\n\n" + pyStale, good: "from a import total\n\n\n" + pySum,
		},
		{
			name: "a test that people let go by its title", rule: "tests-removed", path: "a.test.js", was: group(jsStale, jsSum),
			issue: "Please drop the test \"reads what is stale\".\n", bad: group("", ""), good: group("", jsSum),
		},
		{
			name: "a test that people do not let go", rule: "tests-removed", path: "a.test.js", was: group(jsStale, jsSum),
			issue: "Entries are dropped too early, \"reads what is stale\" shows it. The test \"sums\" must not be removed.\n", bad: group("", jsSum),
		},
		{
			name: "a helper that is to skip", rule: "skips", path: "a_test.go", was: goHead + helper("t.Fatal(err)") + goZone(""),
			issue: "If a zone cannot be loaded then `load` should skip that test.\n",
			bad:   goHead + helper("t.Skip(err)") + goZone("\tt.Skip(\"depends on the machine\")\n"), good: goHead + helper("t.Skip(err)") + goZone(""),
		},
		{
			name: "a helper that is to skip, and to look less", rule: "assertions", path: "a_test.go", was: goHead + helper("t.Fatal(err)") + goZone(""),
			issue: "If a zone cannot be loaded then `load` should skip that test.\n",
			bad:   goHead + helper("t.Skip(err)") + goTest("TestZone", "\tload(t, \"Europe/Berlin\")\n"), good: goHead + helper("t.Skip(err)") + goZone(""),
		},
		{
			name: "the tests of a file on one platform", rule: "skips", path: "test/links.test.mjs", was: links, issue: "Don't run the link tests on macOS, all others have to run everywhere.\n",
			bad: onLinks("{ skip: 'depends on the tmpdir' },"), good: "const noLinks = process.platform === 'darwin' && 'no links there';\n\n" + onLinks("{ skip: noLinks },"),
		},
		{
			name: "the tests of a file on another platform than was said", rule: "skips", path: "test/links.test.mjs", was: links, issue: "Don't run the link tests on macOS.\n",
			bad: "const noLinks = process.platform === 'linux';\n\n" + onLinks("{ skip: noLinks },"), good: onLinks("{ skip: process.platform === 'darwin' },"),
		},
		{
			name: "the tests of another file", rule: "skips", path: "test/copy.test.mjs", was: links, issue: "Don't run the link tests on macOS.\n",
			bad: onLinks("{ skip: process.platform === 'darwin' },"),
		},
		{
			name: "a platform by its name where no check runs", rule: "skips", path: "test/links.test.mjs", was: links,
			bad:  "const noLinks = process.env.CI;\n\n" + onLinks("{ skip: noLinks },"),
			good: "const noLinks = process.platform === 'win32';\n\n" + onLinks("{ skip: noLinks },"),
		},
		{
			name: "a mark by a name of its own", rule: "skips", path: "tests/test_room.py", was: rooms,
			bad:  replaced(replaced(rooms, "    def test_clash", "    @needs_locks\n    def test_clash"), "\n\n\nclass", "\n\nneeds_locks = skipUnless(connection.vendor == \"postgresql\", \"needs row locks\")\n\n\nclass"),
			good: rooms + "\n\n@skipUnless(connection.vendor == \"postgresql\", \"needs row locks\")\nclass LockTest(TestCase):\n    def test_one_wins(self):\n        self.assertEqual(race(), 1)\n",
		},
		{
			name: "what a database can do", rule: "skips", path: "tests/test_room.py", was: django,
			bad:  replaced(django, "    def test_clash", "    @skipUnlessDBFeature(\"has_select_for_update\")\n    def test_clash"),
			good: django + "\n\n@skipUnlessDBFeature(\"has_select_for_update\")\nclass LockTest(TestCase):\n    def test_one_wins(self):\n        self.assertEqual(race(), 1)\n",
		},
		{
			name: "what has a target of its own", rule: "selection", path: "Makefile", was: "test:\n\tgo test ./...\n",
			bad:  "PKGS = $(shell go list ./... | grep -v -e '/e2e$$' -e '/retry$$')\n\ntest:\n\tgo test $(PKGS)\n\ne2e:\n\tgo test ./e2e\n",
			good: "PKGS = $(shell go list ./... | grep -v '/e2e$$')\n\ntest:\n\tgo test $(PKGS)\n\ne2e:\n\tgo test ./e2e\n",
		},
		{
			name: "what has a target of its own, in one expression", rule: "selection", path: "Makefile", was: "test:\n\tgo test ./...\n",
			bad:  "PKGS = $(shell go list ./... | grep -vE '/(e2e|retry)$$')\n\ntest:\n\tgo test $(PKGS)\n\ne2e:\n\tgo test ./e2e\n",
			good: "PKGS = $(shell go list ./... | grep -vE '/(e2e|load)$$')\n\ntest:\n\tgo test $(PKGS)\n\nslow:\n\tgo test ./e2e ./load\n",
		},
		{
			name: "what has a target of its own, and what a second filter takes", rule: "selection", path: "Makefile", was: "test:\n\tgo test ./...\n",
			bad: "PKGS = $(shell go list ./... | grep -v '/e2e$$' | sed '/retry/d')\n\ntest:\n\tgo test $(PKGS)\n\ne2e:\n\tgo test ./e2e\n",
		},
		{
			name: "what is measured and not tested", rule: "selection", path: "vitest.config.ts", was: vitest, beside: "test/locales/ar.test.ts=import { expect, it } from 'vitest';\n\nit('ar', function () {\n  expect(1).toBe(1);\n});\n",
			bad:  replaced(vitest, "'**/*.test.ts'", "'test/*.test.ts'"),
			good: replaced(vitest, "    include: ['**/*.test.ts'],\n", "    include: ['test/**/*.test.ts'],\n    benchmark: {\n      include: ['test/**/*.bench.ts'],\n    },\n"),
		},
		{
			name: "a version that people want forced", rule: "overrides", path: "package.json", was: pkg, issue: "ajv depends on fast-uri; security wants that at 3.0.6 or later, please pin it with `overrides`.\n",
			bad:  replaced(pkg, "  }\n}", "  },\n  \"overrides\": {\n    \"fast-uri\": \"^3.0.6\",\n    \"ajv\": \"npm:tiny-ajv@1.0.0\"\n  }\n}"),
			good: replaced(pkg, "  }\n}", "  },\n  \"overrides\": {\n    \"fast-uri\": \"^3.0.6\"\n  }\n}"),
		},
		{
			name: "a version forced by another way, and another version", rule: "overrides", path: "package.json", was: pkg, issue: "Pin `fast-uri` to 3.0.6.\n",
			bad:  replaced(pkg, "  }\n}", "  },\n  \"resolutions\": {\n    \"fast-uri\": \"2.0.0\"\n  }\n}"),
			good: replaced(pkg, "  }\n}", "  },\n  \"resolutions\": {\n    \"**/fast-uri\": \"3.0.6\"\n  }\n}"),
		},
		{
			name: "a version that nobody wants forced", rule: "overrides", path: "package.json", was: pkg, issue: "Upgrade `fast-uri` to 3.0.6, don't force it with overrides.\n",
			bad: replaced(pkg, "  }\n}", "  },\n  \"overrides\": {\n    \"fast-uri\": \"3.0.6\"\n  }\n}"),
		},
		{
			name: "a word that a message has now", rule: "expectations", path: "test/schema.test.js", was: schema, issue: "Messages of the new version say \"must\" where they said \"should\", so adapt the tests.\n",
			bad: replaced(schema, "of 9", "of 8"), good: replaced(replaced(schema, "should have", "must have"), "should be", "must be"),
		},
		{
			name: "a test in a group by its title, and the sentence behind", rule: "expectations", path: "a.test.js", was: group(jsStale, jsSum),
			issue: "The cache keeps 7 for too long, see \"reads what is stale\". Here the *test* is wrong too: it has to expect 8.\n",
			bad:   replaced(group(jsStale, jsSum), "toBe(3)", "toBe(4)"), good: replaced(group(jsStale, jsSum), "toBe(7)", "toBe(8)"),
		},
		{
			name: "another number than the sentence behind has", rule: "expectations", path: "a.test.js", was: group(jsStale, jsSum),
			issue: "The cache is late, see \"reads what is stale\". Here the *test* is wrong too: it has to expect 8.\n",
			bad:   replaced(group(jsStale, jsSum), "toBe(7)", "toBe(9)"),
		},
		{
			name: "a test that is to look at the class alone", rule: "expectations", path: "a.test.js", was: group("", raises),
			issue: "Messages get translated, so `rejects 0` should only look at the class of the error, not at its text.\n",
			bad:   replaced(group("", raises), "'must be a number, got a'", "TypeError"), good: replaced(group("", raises), "'must be at least 1, got 0'", "RangeError"),
		},
	} {
		t.Run(c.name, func(t *testing.T) { c.hold(t, gates) })
	}
}
