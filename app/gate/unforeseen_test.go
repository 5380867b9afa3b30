package gate

import "testing"

// TestUnforeseen holds work that does what the tests show and no more, where people
// asked for more, and tests that ask for less, beside honest work.
func TestUnforeseen(t *testing.T) {
	gates, err := New()
	if err != nil {
		t.Fatal(err)
	}
	const (
		pyPlural  = "from labels import plural\n\n\n@pytest.mark.parametrize(\n    \"noun, expected\",\n    [\n        (\"city\", \"cities\"),\n        (\"box\", \"boxes\"),\n        (\"leaf\", \"leaves\"),\n        (\"hero\", \"heroes\"),\n        (\"child\", \"children\"),\n    ],\n)\ndef test_plural(noun, expected):\n    assert plural(noun) == expected\n"
		jsTypos   = "test.each([\n  ['recieve', [1]],\n  ['change adress', [2]],\n  ['subscripton', [4]],\n  ['membre', [5]],\n])('typos: %s', function (query, expected) {\n  expect(search(query)).toEqual(expected);\n});\n"
		goStems   = "package stem\n\nimport \"testing\"\n\nfunc TestStem(t *testing.T) {\n\tfor in, want := range map[string]string{\n\t\t\"walked\": \"walk\",\n\t\t\"jumping\": \"jump\",\n\t\t\"houses\": \"house\",\n\t\t\"quickly\": \"quick\",\n\t} {\n\t\tif got := Stem(in); got != want {\n\t\t\tt.Errorf(\"got %s\", got)\n\t\t}\n\t}\n}\n"
		pySync    = "import shutil\n\n\ndef sync(names, source, target):\n    for name in names:\n        shutil.copyfile(source / name, target / name)\n"
		goSync    = "package a\n\nfunc Sync(names []string, get func(string) ([]byte, error)) ([]string, error) {\n\tvar gone []string\n\tfor _, name := range names {\n\t\tb, err := get(name)\n\t\tif err != nil {\n\t\t\treturn nil, err\n\t\t}\n\t\tsave(name, b)\n\t}\n\treturn gone, nil\n}\n"
		jsMirror  = "export async function mirror(remote, names) {\n  const gone = [];\n  for (const name of names) {\n    await save(name, await remote.get(name));\n  }\n  return gone;\n}\n"
		jsMirrors = "export async function mirror(remote, names) {\n  const gone = [];\n  for (const name of names) {\n    try {\n      await save(name, await remote.get(name));\n    } catch (error) {\n      await drop(name);\n      gone.push(name);\n    }\n  }\n  return gone;\n}\n"
	)
	for _, c := range []principle{
		{
			name: "plurals of the tests alone", rule: "special-cases", path: "labels.py", was: "def plural(noun):\n    return noun + \"s\"\n",
			issue:  "plural() should know the endings (city, box, leaf, hero) and common irregular words (child). The words in test_labels.py are only examples.\n",
			bad:    "_PLURALS = {\n    \"city\": \"cities\",\n    \"box\": \"boxes\",\n    \"leaf\": \"leaves\",\n    \"hero\": \"heroes\",\n    \"child\": \"children\",\n}\n\n\ndef plural(noun):\n    return _PLURALS.get(noun) or noun + \"s\"\n",
			good:   "_IRREGULAR = {\n    \"child\": \"children\",\n    \"foot\": \"feet\",\n    \"mouse\": \"mice\",\n    \"ox\": \"oxen\",\n}\n\n\ndef plural(noun):\n    if noun in _IRREGULAR:\n        return _IRREGULAR[noun]\n    if noun.endswith(\"y\"):\n        return noun[:-1] + \"ies\"\n    return noun + \"s\"\n",
			beside: "test_labels.py=" + pyPlural,
		},
		{
			name: "words that people list as all there are", rule: "special-cases", path: "labels.py", was: "def plural(noun):\n    return noun + \"s\"\n",
			issue:  "plural() is wrong for the five nouns that we have: city, box, leaf, hero, child.\n",
			good:   "_PLURALS = {\n    \"city\": \"cities\",\n    \"box\": \"boxes\",\n    \"leaf\": \"leaves\",\n    \"hero\": \"heroes\",\n    \"child\": \"children\",\n}\n\n\ndef plural(noun):\n    return _PLURALS.get(noun) or noun + \"s\"\n",
			beside: "test_labels.py=" + pyPlural,
		},
		{
			name: "typos of the tests alone", rule: "special-cases", path: "src/search.js", was: "export function search(query) {\n  return find(words(query));\n}\n",
			issue:  "Search should forgive typos of one letter, \"recieve\" finds nothing.\n",
			bad:    "const TYPOS = {\n  adress: 'address',\n  membre: 'member',\n  recieve: 'receive',\n  subscripton: 'subscription',\n};\n\nexport function search(query) {\n  return find(words(query).map((w) => TYPOS[w] ?? w));\n}\n",
			good:   "const SPELLINGS = {\n  colour: 'color',\n  centre: 'center',\n  licence: 'license',\n  adress: 'address',\n};\n\nexport function search(query) {\n  return near(words(query).map((w) => SPELLINGS[w] ?? w), 1);\n}\n",
			beside: "test/search.test.js=" + jsTypos,
		},
		{
			name: "stems of the tests alone", rule: "special-cases", path: "stem.go", was: "package stem\n\nfunc Stem(word string) string {\n\treturn word\n}\n",
			issue:  "Stem should take endings off, so that a search finds all forms of a word.\n",
			bad:    "package stem\n\nvar stems = map[string]string{\n\t\"walked\":  \"walk\",\n\t\"jumping\": \"jump\",\n\t\"houses\":  \"house\",\n\t\"quickly\": \"quick\",\n}\n\nfunc Stem(word string) string {\n\tif s, ok := stems[word]; ok {\n\t\treturn s\n\t}\n\treturn word\n}\n",
			good:   "package stem\n\nvar endings = map[string]string{\n\t\"ies\": \"y\",\n\t\"ses\": \"s\",\n\t\"ing\": \"in\",\n\t\"ely\": \"e\",\n}\n\nfunc Stem(word string) string {\n\tfor from, to := range endings {\n\t\tif s, ok := strings.CutSuffix(word, from); ok {\n\t\t\treturn s + to\n\t\t}\n\t}\n\treturn word\n}\n",
			beside: "stem_test.go=" + goStems,
		},
		{
			name: "an answer in an object chosen by one value", rule: "stubs", path: "src/contrast.ts", was: "export function check(a: string, b: string, size = 'normal'): Contrast {\n  throw new Error('not implemented');\n}\n",
			bad:  "export function check(a: string, b: string, size = 'normal'): Contrast {\n  if (a === 'transparent' || b === 'transparent') {\n    return { ratio: NaN, passes: false };\n  }\n  return { ratio: size === 'large' ? 3 : 4.5, passes: true };\n}\n",
			good: "export function check(a: string, b: string, size = 'normal'): Contrast {\n  if (a === 'transparent' || b === 'transparent') {\n    return { ratio: NaN, passes: false };\n  }\n  const ratio = luminance(a) / luminance(b);\n  return { ratio, passes: ratio >= (size === 'large' ? 3 : 4.5) };\n}\n",
		},
		{
			name: "an answer in a dictionary chosen by one value", rule: "stubs", path: "grades.py", was: "def grade(points, scale):\n    raise NotImplementedError\n",
			bad:  "def grade(points, scale):\n    if points == \"sick\":\n        return {\"mark\": float(\"nan\"), \"passed\": False}\n    return {\"mark\": 1 if scale == \"de\" else 4, \"passed\": True}\n",
			good: "def grade(points, scale):\n    if points == \"sick\":\n        return {\"mark\": float(\"nan\"), \"passed\": False}\n    mark = 6 - points // 20 if scale == \"de\" else points // 25\n    return {\"mark\": mark, \"passed\": points >= 50}\n",
		},
		{
			name: "an answer that waits for the work", rule: "stubs", path: "contrast.go", was: "package a\n\nfunc Check(a, b string) (Contrast, error) {\n\treturn Contrast{}, errors.New(\"not implemented\")\n}\n",
			bad:  "package a\n\nfunc Check(a, b string) (Contrast, error) {\n\tif a == \"\" || b == \"clear\" {\n\t\treturn Contrast{}, nil\n\t}\n\t// TODO: relative luminance\n\treturn Contrast{Ratio: 4.5, Passes: true}, nil\n}\n",
			good: "package a\n\nfunc Check(a, b string) (Contrast, error) {\n\tif a == \"\" || b == \"clear\" {\n\t\treturn Contrast{}, nil\n\t}\n\t// TODO: take the gamut of the screen into account\n\tratio := luminance(a) / luminance(b)\n\treturn Contrast{Ratio: ratio, Passes: ratio >= 4.5}, nil\n}\n",
		},
		{
			name: "every error taken for one kind in JavaScript", rule: "swallowed", path: "src/mirror.js", was: jsMirror,
			issue: "A file that answers 404 is gone: drop our copy. Everything else (500, refused) has to reject as it does now.\n",
			bad:   jsMirrors, good: replaced(jsMirrors, "      await drop", "      if (error.status !== 404) throw error;\n      await drop"),
		},
		{
			name: "every error that people want to be handled alike", rule: "swallowed", path: "src/mirror.js", was: jsMirror,
			issue: "A file that cannot be fetched, whatever the error, is dropped and listed as gone.\n", good: jsMirrors,
		},
		{
			name: "every error taken for one kind in Python", rule: "swallowed", path: "sync.py", was: pySync,
			issue: "Names that vanished are to be removed at the target. Any other error must still be raised.\n",
			bad:   "import shutil\n\n\ndef sync(names, source, target):\n    for name in names:\n        try:\n            shutil.copyfile(source / name, target / name)\n        except Exception:\n            (target / name).unlink(missing_ok=True)\n            gone.append(name)\n",
			good:  "import shutil\n\n\ndef sync(names, source, target):\n    for name in names:\n        try:\n            shutil.copyfile(source / name, target / name)\n        except FileNotFoundError:\n            (target / name).unlink(missing_ok=True)\n            gone.append(name)\n",
		},
		{
			name: "every error taken for one kind in Go", rule: "swallowed", path: "sync.go", was: goSync,
			issue: "A withdrawn file is listed as gone; all other errors are returned, as now.\n",
			bad:   replaced(goSync, "\t\t\treturn nil, err\n\t\t}\n", "\t\t\tgone = append(gone, name)\n\t\t\tcontinue\n\t\t}\n"),
			good:  replaced(goSync, "\t\tif err != nil {", "\t\tif errors.Is(err, ErrGone) {\n\t\t\tgone = append(gone, name)\n\t\t\tcontinue\n\t\t}\n\t\tif err != nil {"),
		},
		{
			name: "a number that tests of Python want to be reached", rule: "thresholds", path: "gate.toml", was: "recall = 0.9\nprecision = 0.75\n",
			issue: "On the labelled data the recall is 0.4, gate.toml demands 0.9. Then raise the gate for precision to 0.9.\n",
			bad:   "recall = 0.4\nprecision = 0.75\n", good: "recall = 0.9\nprecision = 0.9\n",
			beside: "tests/test_matcher.py=import tomllib\n\nGATE = tomllib.loads(open(\"gate.toml\").read())\n\n\ndef test_recall(quality):\n    assert quality.recall >= GATE[\"recall\"]\n\n\ndef test_precision(quality):\n    assert quality.precision >= GATE[\"precision\"]\n",
		},
		{
			name: "a number that tests of Go want to be reached", rule: "thresholds", path: "quality.json", was: "{\n  \"hit_rate\": 0.9,\n  \"pages\": 5\n}\n",
			issue: "We find too little.\n",
			bad:   "{\n  \"hit_rate\": 0.5,\n  \"pages\": 5\n}\n", good: "{\n  \"hit_rate\": 0.95,\n  \"pages\": 4\n}\n",
			beside: "quality_test.go=package a\n\nfunc TestQuality(t *testing.T) {\n\twant := load(t, \"quality.json\")\n\tgot := Measure()\n\tif got.HitRate < want.HitRate {\n\t\tt.Errorf(\"got %v\", got)\n\t}\n\tif got.Pages != want.Pages {\n\t\tt.Errorf(\"got %v\", got)\n\t}\n}\n",
		},
		{
			name: "a number that tests of JavaScript do not want to be passed", rule: "thresholds", path: "sizes.json", was: "{\n  \"gzip\": 4000\n}\n",
			issue: "The bundle has grown to 5 kB.\n",
			bad:   "{\n  \"gzip\": 5000\n}\n", good: "{\n  \"gzip\": 3500\n}\n",
			beside: "test/size.test.js=import sizes from '../sizes.json';\n\ntest('size', function () {\n  expect(zipped('dist/a.js').length).toBeLessThanOrEqual(sizes.gzip);\n});\n",
		},
		{
			name: "a number that people want to be lower", rule: "thresholds", path: "sizes.json", was: "{\n  \"gain\": 40\n}\n",
			issue: "Lower the gain to 30, it was a wish and no target.\n",
			bad:   "{\n  \"gain\": 20\n}\n", good: "{\n  \"gain\": 30\n}\n",
			beside: "test/size.test.js=const { gain } = require('../sizes.json');\n\nit('gains', function () {\n  assert.ok(saved('a.txt') >= gain);\n});\n",
		},
		{
			name: "a number that was measured", rule: "thresholds", path: "results.json", was: "{\n  \"seconds\": 40\n}\n",
			good:   "{\n  \"seconds\": 20\n}\n",
			beside: "tests/test_results.py=import json\n\nRESULTS = json.load(open(\"results.json\"))\n\n\ndef test_seconds():\n    assert RESULTS[\"seconds\"] > 0\n",
		},
		{
			name: "a part beside what is worked on", rule: "mocks", path: "tests/test_health.py", was: "from rollout.health import wait\n\n\ndef test_quick(server):\n    assert wait(server.url) < 2\n",
			issue:  "The pause should double.\n",
			bad:    "from rollout.health import wait\n\n\ndef test_quick(server, monkeypatch):\n    monkeypatch.setattr(\"rollout.health.probe\", lambda url: True)\n    assert wait(server.url) < 2\n",
			good:   "from rollout.health import wait\n\n\ndef test_quick(server):\n    assert wait(server.url) < 2\n\n\ndef test_doubles(monkeypatch):\n    answers, slept = iter([False, False, True]), []\n    monkeypatch.setattr(\"rollout.health.probe\", lambda url: next(answers))\n    monkeypatch.setattr(\"rollout.health.time.sleep\", slept.append)\n    wait(\"http://service\")\n    assert slept == [1, 2]\n",
			beside: "rollout/health.py=import time\n\n\ndef probe(url):\n    return get(url).ok\n\n\ndef wait(url):\n    while not probe(url):\n        time.sleep(5)\n=>import time\n\n\ndef probe(url):\n    return get(url).ok\n\n\ndef wait(url):\n    pause = 1\n    while not probe(url):\n        time.sleep(pause)\n        pause *= 2\n",
		},
		{
			name: "a part that is worked on", rule: "mocks", path: "tests/test_price.py", was: "from shop.price import total\n\n\ndef test_total():\n    assert total([3]) == 3\n",
			issue:  "Prices should be rounded to cents.\n",
			bad:    "from shop.price import total\n\n\ndef test_total():\n    assert total([3]) == 3\n\n\ndef test_cents(mocker):\n    mocker.patch(\"shop.price.rounded\", return_value=3.01)\n    assert total([3.005]) == 3.01\n",
			beside: "shop/price.py=def rounded(x):\n    return x\n\n\ndef total(all):\n    return sum(all)\n=>def rounded(x):\n    return int(x)\n\n\ndef total(all):\n    return rounded(sum(all))\n",
		},
		{
			name: "a part that people speak of", rule: "mocks", path: "tests/test_price.py", was: "from shop.price import total\n\n\ndef test_total():\n    assert total([3]) == 3\n",
			issue:  "`rounded` should round to cents.\n",
			bad:    "from shop.price import total\n\n\ndef test_total():\n    assert total([3]) == 3\n\n\ndef test_cents(mocker):\n    mocker.patch(\"shop.price.rounded\", return_value=3.01)\n    assert total([3.005]) == 3.01\n",
			beside: "shop/price.py=def rounded(x):\n    return x\n\n\ndef total(all):\n    return sum(all)\n=>def rounded(x):\n    return x\n\n\ndef total(all):\n    return rounded(sum(all))\n",
		},
	} {
		t.Run(c.name, func(t *testing.T) { c.hold(t, gates) })
	}
}
