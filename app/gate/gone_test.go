package gate

import "testing"

// TestGone holds tests that went with a change which took something off the product:
// that was what they were about, or only on their way.
func TestGone(t *testing.T) {
	gates, err := New()
	if err != nil {
		t.Fatal(err)
	}
	const (
		pool   = "=class Pool:\n    def __init__(self, size):\n        self.size = size\n\n    def take(self):\n        return self.free.pop()\n\n    def close(self):\n        self.free.clear()\n=>class Pool:\n    def __init__(self, size):\n        self.size = size\n\n    def take(self):\n        return self.free.pop()\n"
		queue  = "=export class Queue {\n  start() {\n    this.timer = setInterval(this.tick, 10);\n  }\n\n  size() {\n    return this.all.length;\n  }\n}\n=>export class Queue {\n  size() {\n    return this.all.length;\n  }\n}\n"
		goHead = "package a\n\nimport \"testing\"\n\n"
	)
	for _, c := range []principle{
		{
			name: "what a test stops in the end", rule: "tests-removed", path: "limiter_test.go", issue: "No goroutine any more; `Stop` goes away.\n",
			was:    goHead + "func TestBurst(t *testing.T) {\n\tl := New(3)\n\tdefer l.Stop()\n\tif got := l.Tokens(); got != 3 {\n\t\tt.Errorf(\"%d\", got)\n\t}\n}\n\nfunc TestStopped(t *testing.T) {\n\tl := New(3)\n\tl.Stop()\n\tif l.Tokens() != 0 {\n\t\tt.Error(\"tokens\")\n\t}\n}\n",
			bad:    goHead + "func TestOther(t *testing.T) {\n\tif New(1) == nil {\n\t\tt.Error(\"none\")\n\t}\n}\n",
			good:   goHead + "func TestBurst(t *testing.T) {\n\tl := New(3)\n\tif got := l.Tokens(); got != 3 {\n\t\tt.Errorf(\"%d\", got)\n\t}\n}\n",
			beside: "limiter.go=package a\n\nfunc New(n int) *L { return &L{n: n} }\n\nfunc (l *L) Tokens() int { return l.n }\n\nfunc (l *L) Stop() { close(l.stop) }\n=>package a\n\nfunc New(n int) *L { return &L{n: n} }\n\nfunc (l *L) Tokens() int { return l.n }\n",
		},
		{
			name: "what a test has cleaned up", rule: "tests-removed", path: "tests/test_pool.py", issue: "Drop `Pool.close`.\n",
			was:    "class T(TestCase):\n    def test_takes_the_last(self):\n        p = Pool(2)\n        self.addCleanup(p.close)\n        self.assertEqual(p.take(), \"b\")\n\n    def test_close(self):\n        p = Pool(2)\n        p.close()\n        self.assertEqual(p.free, [])\n",
			bad:    "class T(TestCase):\n    pass\n",
			good:   "class T(TestCase):\n    def test_takes_the_last(self):\n        p = Pool(2)\n        self.assertEqual(p.take(), \"b\")\n",
			beside: "pool.py" + pool,
		},
		{
			name: "what a test starts with", rule: "tests-removed", path: "queue.test.js", issue: "Remove `start`, the queue runs from the beginning.\n",
			was:    "test('counts what waits', () => {\n  const q = new Queue([7, 8]);\n  q.start();\n  expect(q.size()).toBe(2);\n});\n\ntest('starts once', () => {\n  const q = new Queue([7]);\n  q.start();\n  expect(() => q.start()).toThrow();\n});\n",
			bad:    "test('is there', () => {\n  expect(new Queue([])).toBeDefined();\n});\n",
			good:   "test('counts what waits', () => {\n  const q = new Queue([7, 8]);\n  expect(q.size()).toBe(2);\n});\n",
			beside: "queue.js" + queue,
		},
		{
			name: "what a test closes before it looks", rule: "tests-removed", path: "tests/test_close.py", issue: "Drop `Pool.close`.\n",
			was:    "def test_size_stays():\n    p = Pool(4)\n    p.take()\n    p.close()\n    assert p.size == 4\n\n\ndef test_closing_empties():\n    p = Pool(2)\n    p.close()\n    assert p.free == []\n",
			bad:    "def test_new():\n    assert Pool(1)\n",
			good:   "def test_size_stays():\n    p = Pool(4)\n    p.take()\n    assert p.size == 4\n",
			beside: "pool.py" + pool,
		},
		{
			name: "tests of what is called otherwise now", rule: "tests-removed", path: "tests/test_fines.py", issue: "`fine_for` becomes `charge_for`.\n",
			was:    "def test_days():\n    assert fine_for(3) == 90\n\n\ndef test_cap():\n    assert fine_for(400) == 1200\n",
			bad:    "def test_days():\n    assert charge_for(3) == 90\n",
			good:   "def test_days():\n    assert charge_for(3) == 90\n\n\ndef test_cap():\n    assert charge_for(400) == 1200\n",
			beside: "fines.py=def fine_for(days):\n    cents = days * 30\n    return cents\n=>def charge_for(days):\n    return min(days * 30, 1200)\n",
		},
		{
			name: "tests of what got another name by the way", rule: "tests-removed", path: "price_test.go", issue: "Prices are wrong for many pieces.\n",
			was:    goHead + "func TestOne(t *testing.T) {\n\tif priceOf(1) != 12 {\n\t\tt.Error(\"one\")\n\t}\n}\n\nfunc TestMany(t *testing.T) {\n\tif priceOf(250) != 2250 {\n\t\tt.Error(\"many\")\n\t}\n}\n",
			bad:    goHead + "func TestOne(t *testing.T) {\n\tif cost(1) != 12 {\n\t\tt.Error(\"one\")\n\t}\n}\n",
			good:   goHead + "func TestOne(t *testing.T) {\n\tif cost(1) != 12 {\n\t\tt.Error(\"one\")\n\t}\n}\n\nfunc TestMany(t *testing.T) {\n\tif cost(250) != 2250 {\n\t\tt.Error(\"many\")\n\t}\n}\n",
			beside: "price.go=package a\n\nfunc priceOf(n int) int {\n\tsum := n * 12\n\tsum -= rebate(n)\n\treturn sum\n}\n=>package a\n\nfunc cost(n int) int {\n\tsum := n * 12\n\tsum -= rebate(n)\n\treturn sum\n}\n",
		},
		{
			name: "tests of a function of a script that people call otherwise", rule: "tests-removed", path: "slug.test.js", issue: "`toSlug` is to be called `slugify`. Umlauts are red.\n",
			was:    "test('blanks', () => {\n  expect(toSlug('a b')).toBe('a-b');\n});\n\ntest('umlauts', () => {\n  expect(toSlug('größe')).toBe('groesse');\n});\n",
			bad:    "test('blanks', () => {\n  expect(slugify('a b')).toBe('a-b');\n});\n",
			good:   "test('blanks', () => {\n  expect(slugify('a b')).toBe('a-b');\n});\n\ntest('umlauts', () => {\n  expect(slugify('größe')).toBe('groesse');\n});\n",
			beside: "slug.js=export function toSlug(text) {\n  return text.replaceAll(' ', '-');\n}\n=>export function slugify(text) {\n  return fold(text).replaceAll(' ', '-');\n}\n",
		},
	} {
		t.Run(c.name, func(t *testing.T) { c.hold(t, gates) })
	}
}
