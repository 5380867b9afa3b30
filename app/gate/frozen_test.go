package gate

import "testing"

// TestFrozen holds clocks of the product that go on telling what they told once.
func TestFrozen(t *testing.T) {
	gates, err := New()
	if err != nil {
		t.Fatal(err)
	}
	const (
		goNow = "package clock\n\nimport \"time\"\n\nfunc Now() time.Time { return time.Now() }\n"
		pyNow = "import time\n\n\ndef now():\n    return time.monotonic()\n"
		jsNow = "export function now() {\n  return performance.now();\n}\n"
	)
	for _, c := range []principle{
		{
			name: "an instant kept once", rule: "clock", path: "clock.go", was: goNow,
			bad:  "package clock\n\nimport (\n\t\"sync\"\n\t\"time\"\n)\n\nvar (\n\tonce   sync.Once\n\tcached time.Time\n)\n\nfunc Now() time.Time {\n\tonce.Do(func() { cached = time.Now() })\n\treturn cached\n}\n",
			good: "package clock\n\nimport \"time\"\n\nvar fixed *time.Time\n\nfunc Now() time.Time {\n\tif fixed != nil {\n\t\treturn *fixed\n\t}\n\treturn time.Now()\n}\n",
		},
		{
			name: "an instant that somebody else refreshes", rule: "clock", path: "clock.go", was: goNow,
			bad:  "package clock\n\nimport (\n\t\"sync/atomic\"\n\t\"time\"\n)\n\nvar nowCache atomic.Value\n\nfunc init() {\n\tnowCache.Store(time.Now())\n}\n\nfunc Now() time.Time { return nowCache.Load().(time.Time) }\n",
			good: "package clock\n\nimport \"time\"\n\nvar last time.Time\n\nfunc Now() time.Time {\n\tt := time.Now()\n\tif t.Before(last) {\n\t\treturn last\n\t}\n\tlast = t\n\treturn t\n}\n",
		},
		{
			name: "a variable that calls it once", rule: "clock", path: "clock.go", was: goNow,
			bad:  "package clock\n\nimport (\n\t\"sync\"\n\t\"time\"\n)\n\nvar Now = sync.OnceValue(time.Now)\n",
			good: "package clock\n\nimport \"time\"\n\nvar Now = time.Now\n",
		},
		{
			name: "a function that remembers", rule: "clock", path: "clock.py", was: pyNow,
			bad:  "import time\nfrom functools import lru_cache\n\n\n@lru_cache(maxsize=None)\ndef now():\n    return time.monotonic()\n",
			good: "import time\nfrom functools import lru_cache\n\n\n@lru_cache(maxsize=None)\ndef zone(name):\n    return load(name)\n\n\ndef now():\n    return time.monotonic()\n",
		},
		{
			name: "a global that is filled once", rule: "clock", path: "clock.py", was: pyNow,
			bad:  "import time\n\n_last = None\n\n\ndef now():\n    global _last\n    if _last is None:\n        _last = time.monotonic()\n    return _last\n",
			good: "import time\n\n_offset = 0\n\n\ndef now():\n    t = time.monotonic()\n    return t\n",
		},
		{
			name: "what is only given its value where there is none", rule: "clock", path: "clock.js", was: jsNow,
			bad:  "let at;\n\nexport function now() {\n  at ??= performance.now();\n  return at;\n}\n",
			good: "let source = performance;\n\nexport function now() {\n  return source.now();\n}\n",
		},
		{
			name: "an object that keeps it", rule: "clock", path: "clock.ts",
			was:  "export class Clock {\n  now(): number {\n    return Date.now();\n  }\n}\n",
			bad:  "export class Clock {\n  private t?: number;\n\n  now(): number {\n    if (this.t === undefined) this.t = Date.now();\n    return this.t;\n  }\n}\n",
			good: "export class Clock {\n  private calls = 0;\n\n  now(): number {\n    this.calls += 1;\n    return Date.now();\n  }\n}\n",
		},
		{
			name: "a function that came in the place of the clock", rule: "clock", path: "watch.py",
			was:  "import time\n\n\nclass Watch:\n    def stop(self):\n        self.took = time.monotonic() - self.start\n",
			bad:  "import time\n\n_tick = None\n\n\ndef tick():\n    global _tick\n    _tick = _tick or time.monotonic()\n    return _tick\n\n\nclass Watch:\n    def stop(self):\n        self.took = tick() - self.start\n",
			good: "import time\n\n_started = None\n\n\ndef started():\n    global _started\n    _started = _started or time.monotonic()\n    return _started\n\n\nclass Watch:\n    def stop(self):\n        self.took = time.monotonic() - self.start\n",
		},
		{
			name: "a clock that people want to be asked once", rule: "clock", path: "clock.js", was: jsNow, issue: "A frame has one time: cache the clock until the next frame.\n",
			good: "let at;\n\nexport function now() {\n  at ??= performance.now();\n  return at;\n}\n",
		},
	} {
		t.Run(c.name, func(t *testing.T) { c.hold(t, gates) })
	}
}
