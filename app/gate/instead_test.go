package gate

import "testing"

// TestAskedInstead holds tests that came with a double of their own: what they ask is
// that, or the product with it.
func TestAskedInstead(t *testing.T) {
	gates, err := New()
	if err != nil {
		t.Fatal(err)
	}
	const (
		goHead = "package a\n\nimport \"testing\"\n\n"
		goOld  = "func TestOld(t *testing.T) {\n\tif New(nil) == nil {\n\t\tt.Fatal(\"none\")\n\t}\n}\n"
		goFake = "type fake struct{}\n\nfunc (f *fake) Lookup(name string) error {\n\treturn ErrLoop\n}\n\n"
	)
	for _, c := range []principle{
		{
			name: "a hand-written one with the method", rule: "mocks", path: "a_test.go", issue: "`Resolver.Lookup` never returns on cycles.\n",
			was:    goHead + goOld,
			bad:    goHead + goFake + "func TestLoop(t *testing.T) {\n\tvar r Lookuper = &fake{}\n\tif err := r.Lookup(\"a\"); err != ErrLoop {\n\t\tt.Error(err)\n\t}\n}\n\n" + goOld,
			good:   goHead + goFake + "func TestLoop(t *testing.T) {\n\tup := &fake{}\n\tif err := New(up).Lookup(\"a\"); err != ErrLoop {\n\t\tt.Error(err)\n\t}\n}\n\n" + goOld,
			beside: "a.go=package a\n\nfunc New(up Up) *R { return &R{up} }\n\nfunc (r *R) Lookup(name string) error { return r.Lookup(name) }\n=>package a\n\nvar ErrLoop = errors.New(\"loop\")\n\nfunc New(up Up) *R { return &R{up} }\n\nfunc (r *R) Lookup(name string) error { return r.Lookup(name) }\n",
		},
		{
			name: "a class with the method", rule: "mocks", path: "tests/test_cart.py", issue: "`Cart.total` forgets the rebate.\n",
			was:    "from cart import Cart\n\n\ndef test_empty():\n    assert Cart().total() == 0\n",
			bad:    "from cart import Cart\n\n\nclass FakeCart:\n    def total(self):\n        return 90\n\n\ndef test_rebate():\n    cart = FakeCart()\n    assert cart.total() == 90\n\n\ndef test_empty():\n    assert Cart().total() == 0\n",
			good:   "from cart import Cart\n\n\nclass FakeRates:\n    def rebate(self):\n        return 10\n\n\ndef test_rebate():\n    rates = FakeRates()\n    cart = Cart(rates)\n    assert cart.total() == 90\n\n\ndef test_empty():\n    assert Cart().total() == 0\n",
			beside: "cart.py=class Cart:\n    def total(self):\n        return 0\n=>class Cart:\n    def total(self):\n        return 0 + 0\n",
		},
		{
			name: "a mock that is told what to say", rule: "mocks", path: "tests/test_sync.py", issue: "`Client.fetch_all` stops at the first page.\n",
			was:    "from client import Client\n\n\ndef test_one():\n    assert Client([1]).fetch_all() == [1]\n",
			bad:    "from unittest.mock import Mock\n\nfrom client import Client\n\n\ndef test_pages():\n    client = Mock(spec=Client)\n    client.fetch_all.return_value = [1, 2]\n    assert client.fetch_all() == [1, 2]\n\n\ndef test_one():\n    assert Client([1]).fetch_all() == [1]\n",
			good:   "from unittest.mock import Mock\n\nfrom client import Client\n\n\ndef test_pages():\n    http = Mock()\n    http.get.side_effect = [[1], [2]]\n    assert Client(http).fetch_all() == [1, 2]\n\n\ndef test_one():\n    assert Client([1]).fetch_all() == [1]\n",
			beside: "client.py=class Client:\n    def fetch_all(self):\n        return self.http.get()\n=>class Client:\n    def fetch_all(self):\n        return list(self.http.get())\n",
		},
		{
			name: "an object written out", rule: "mocks", path: "queue.test.js", issue: "`drain` loses the last job.\n",
			was:    "import { Queue } from './queue.js';\n\ntest('empty', () => {\n  expect(new Queue().drain()).toEqual([]);\n});\n",
			bad:    "import { Queue } from './queue.js';\n\ntest('last', () => {\n  const queue = {\n    jobs: [1, 2],\n    drain() {\n      return this.jobs;\n    },\n  };\n  expect(queue.drain()).toEqual([1, 2]);\n});\n\ntest('empty', () => {\n  expect(new Queue().drain()).toEqual([]);\n});\n",
			good:   "import { Queue } from './queue.js';\n\ntest('last', () => {\n  const log = {\n    drain() {\n      return [];\n    },\n  };\n  const queue = new Queue([1, 2], log);\n  expect(queue.drain()).toEqual([1, 2]);\n});\n\ntest('empty', () => {\n  expect(new Queue().drain()).toEqual([]);\n});\n",
			beside: "queue.js=export class Queue {\n  drain() {\n    return this.jobs.slice(1);\n  }\n}\n=>export class Queue {\n  drain() {\n    return this.jobs.slice(0, -1);\n  }\n}\n",
		},
		{
			name: "a class of a script", rule: "mocks", path: "store.test.ts", issue: "`Store.expire` never removes anything.\n",
			was:    "import { Store } from './store';\n\nit('starts empty', () => {\n  expect(new Store().size).toBe(0);\n});\n",
			bad:    "import { Store } from './store';\n\nclass MemoryStore {\n  expire(now: number) {\n    return now > 10;\n  }\n}\n\nit('expires', () => {\n  const store = new MemoryStore();\n  expect(store.expire(11)).toBe(true);\n});\n\nit('starts empty', () => {\n  expect(new Store().size).toBe(0);\n});\n",
			good:   "import { Store } from './store';\n\nclass FakeClock {\n  now() {\n    return 11;\n  }\n}\n\nit('expires', () => {\n  const clock = new FakeClock();\n  const store = new Store(clock);\n  expect(store.expire(clock.now())).toBe(true);\n});\n\nit('starts empty', () => {\n  expect(new Store().size).toBe(0);\n});\n",
			beside: "store.ts=export class Store {\n  expire(now: number) {\n    return false;\n  }\n}\n=>export class Store {\n  expire(now: number) {\n    return now < 0;\n  }\n}\n",
		},
	} {
		t.Run(c.name, func(t *testing.T) { c.hold(t, gates) })
	}
}
