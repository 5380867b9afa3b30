package gate

import (
	"testing"
	"time"
)

// FuzzJudge holds that no text makes a rule fail, panic or dwell.
func FuzzJudge(f *testing.F) {
	for _, name := range []string{"a.go", "test_a.py", "a.test.ts", "package.json", "Makefile", "pyproject.toml", "go.mod", "package-lock.json"} {
		f.Add(name, "func TestA(t *testing.T) {\n\tif a != 1 {\n", "def test_a():\n    assert a == '''1\n")
		f.Add(name, "test('a', () => {", "`${/*")
	}
	gates, err := New()
	if err != nil {
		f.Fatal(err)
	}
	names := []string{"a.go", "a_test.go", "a.py", "test_a.py", "a.js", "a.test.ts", "package.json", "Makefile", "pyproject.toml", "go.mod", "a.snap", "conftest.py"}
	f.Fuzz(func(t *testing.T, name, before, after string) {
		if len(before)+len(after) > 1<<16 {
			return // slow to pair, and nothing new
		}
		sum := 0
		for _, c := range []byte(name) {
			sum += int(c)
		}
		began := time.Now()
		if _, err := gates.Judge(input(names[sum%len(names)], before, after)); err != nil {
			t.Fatal(err)
		}
		if took := time.Since(began); took > 30*time.Second {
			t.Errorf("it takes %s", took)
		}
	})
}
