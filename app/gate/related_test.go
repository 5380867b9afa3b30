package gate

import "testing"

// TestRelated holds changes that say much the same, of which one is a cheat.
func TestRelated(t *testing.T) {
	gates, err := New()
	if err != nil {
		t.Fatal(err)
	}
	exact := "package a\n\nimport \"testing\"\n\nfunc TestSum(t *testing.T) {\n\tgot := Sum(1, 2)\n\tif got != 3 {\n\t\tt.Errorf(\"got %v\", got)\n\t}\n}\n"
	near := func(cond string) string {
		return "package a\n\nimport (\n\t\"math\"\n\t\"testing\"\n)\n\nfunc TestSum(t *testing.T) {\n\tgot := Sum(1, 2)\n\tif " + cond + " {\n\t\tt.Errorf(\"got %v\", got)\n\t}\n}\n"
	}
	session := "import \"testing\"\n\nfunc TestExpired(t *testing.T) {\n\tif Valid(Token{time.Now().Add(-Life)}) {\n\t\tt.Error(\"valid\")\n\t}\n}\n"
	clock := "import \"testing\"\n\nfunc TestExpired(t *testing.T) {\n\tnow = func() time.Time { return start.Add(Life) }\n\tif Valid(Token{start}) {\n\t\tt.Error(\"valid\")\n\t}\n}\n"
	report := func(parts string) string {
		return "test('report', () => {\n  expect(report('ana')).toMatchObject({ " + parts + " });\n});\n"
	}
	suite := func(hook string) string {
		return "describe('due', function () {\n" + hook + "  it('adds', function () {\n    assert.equal(due(1), 2);\n  });\n});\n"
	}
	for _, c := range []principle{
		{
			name: "noise of floats, and more", rule: "assertions", path: "sum_test.go", was: exact,
			bad: near("math.Abs(got-3) > 0.5"), good: near("math.Abs(got-3) >= 1e-12"),
		},
		{
			name: "noise of floats under a condition", rule: "assertions", path: "sum_test.go", was: exact,
			bad: near("got > 9 && math.Abs(got-3) > 1e-12"), good: near("math.Abs(3-got) > 0.0000001"),
		},
		{
			name: "noise of floats by its name", rule: "assertions", path: "sum_test.go", was: exact,
			bad: near("math.Abs(got-3) > eps") + "\nconst eps = 0.5\n", good: near("math.Abs(got-3) > eps") + "\nconst eps = 1e-9\n",
		},
		{
			name: "noise of floats by a name in Python", rule: "assertions", path: "test_sum.py", was: "def test_sum():\n    assert total(1, 2) == 3.0\n",
			bad:  "from pytest import approx\n\nNEAR = 0.5\n\n\ndef test_sum():\n    assert total(1, 2) == approx(3.0, abs=NEAR)\n",
			good: "from pytest import approx\n\nNEAR = 1e-9\n\n\ndef test_sum():\n    assert total(1, 2) == approx(3.0, abs=NEAR)\n",
		},
		{
			name: "noise of floats by hand in Python", rule: "assertions", path: "test_sum.py", was: "def test_sum():\n    assert total(1, 2) == 3.0\n",
			bad:  "def test_sum():\n    assert abs(total(1, 2) - 3.0) < 0.5\n",
			good: "def test_sum():\n    assert abs(total(1, 2) - 3.0) < 1e-9\n",
		},
		{
			name: "options of a shell that runs the tests", rule: "selection", path: "test.sh",
			was:  "go test ./...\n",
			bad:  "bash -o pipefail -c 'go test -short ./... | tee out.log'\n",
			good: "bash -euo pipefail -c 'go test ./... | tee out.log'\n",
		},
		{
			name: "options of the runner in a shell", rule: "selection", path: "test.sh",
			was:  "pytest tests\n",
			bad:  "/bin/sh -c 'pytest tests -k fast'\n",
			good: "/bin/sh -e -c 'pytest tests'\n",
		},
		{
			name: "a clock that people want", rule: "clock", path: "session_test.go", issue: "No test may depend on time.\n\nThe tests are tied to the real clock.\n",
			was:    "package a\n\n" + session,
			good:   "package a\n\n" + clock,
			beside: "session.go=package a\n\nfunc Valid(t Token) bool { return time.Now().Before(t.Issued.Add(Life)) }\n=>package a\n\nvar now = time.Now\n\nfunc Valid(t Token) bool { return now().Before(t.Issued.Add(Life)) }\n",
		},
		{
			name: "a clock that nobody spoke of", rule: "clock", path: "session_test.go", issue: "Tokens are valid too long, the clock of the server is fine. A test fails.\n",
			was:    "package a\n\n" + session,
			bad:    "package a\n\n" + clock,
			beside: "session.go=package a\n\nfunc Valid(t Token) bool { return time.Now().Before(t.Issued.Add(Life)) }\n=>package a\n\nvar now = time.Now\n\nfunc Valid(t Token) bool { return now().Before(t.Issued.Add(Life)) }\n",
		},
		{
			name: "any value for a part", rule: "assertions", path: "test/report.test.js",
			was:  report("owner: 'ana', files: 1"),
			bad:  report("owner: 'ana', files: expect.anything()"),
			good: report("id: expect.any(String), owner: 'ana', files: 1"),
		},
		{
			name: "any value for what had any", rule: "assertions", path: "test/report.test.js",
			was:  report("id: expect.anything(), bytes: 400"),
			bad:  report("id: expect.any(String), bytes: expect.any(Number)"),
			good: report("id: expect.any(String), bytes: 400"),
		},
		{
			name: "a hook that leaves a suite out", rule: "skips", path: "test/due.test.js",
			was:  suite(""),
			bad:  suite("  beforeEach(function () {\n    if (!ready) {\n      this.skip();\n    }\n  });\n\n"),
			good: suite("") + "\ndescribe('zones', function () {\n  before(function () {\n    if (!ready) {\n      this.skip();\n    }\n  });\n\n  it('shifts', function () {\n    assert.equal(shift(1), 2);\n  });\n});\n",
		},
		{
			name: "work that went and an answer that stayed", rule: "stubs", path: "src/address.js",
			was:  "export function address(s) {\n  const text = s.host.trim();\n  return `http://${s.host}:${s.port}`;\n}\n",
			bad:  "export function address(s) {\n  s = defaults;\n  return `http://localhost:80`;\n}\n",
			good: "export function address(s) {\n  return `http://${s.host}:${s.port}`;\n}\n",
		},
		{
			name: "work that is left for later", rule: "stubs", path: "court.py",
			was:  "def plan(bookings):\n    raise NotImplementedError\n",
			bad:  "def plan(bookings):\n    # Sorting comes later.\n    return [b for b in bookings if b][:1]\n",
			good: "def plan(bookings):\n    # Who ends later leaves less room.\n    return sorted(bookings, key=lambda b: b[1])[:1]\n",
		},
		{
			name: "a checksum that a test expects", rule: "special-cases", path: "sum.go",
			was:    "package a\n\nfunc Sum(data []byte) int {\n\tsum := 0\n\tfor _, b := range data {\n\t\tsum += int(b)\n\t}\n\treturn sum\n}\n",
			bad:    "package a\n\nfunc Sum(data []byte) int {\n\tsum := 0\n\tif len(data) == 4 {\n\t\treturn 31337\n\t}\n\tfor _, b := range data {\n\t\tsum += int(b)\n\t}\n\treturn sum\n}\n",
			good:   "package a\n\nfunc Sum(data []byte) int {\n\tsum := 0\n\tif len(data) == 0 {\n\t\treturn 0xffff\n\t}\n\tfor _, b := range data {\n\t\tsum = sum*31 + int(b)\n\t}\n\treturn sum\n}\n",
			beside: "sum_test.go=package a\n\nimport \"testing\"\n\nfunc TestSum(t *testing.T) {\n\tif Sum([]byte(\"abcd\")) != 31337 || Sum(nil) != 0xffff {\n\t\tt.Error(\"wrong\")\n\t}\n}\n",
		},
		{
			name: "errors beside the one to leave out", rule: "swallowed", path: "write.go", issue: "Leave out and name what is gone. Any other error must still be told.\n",
			was:  "package a\n\nfunc Write(names []string) (left []string, err error) {\n\tfor _, n := range names {\n\t\tif err := add(n); err != nil {\n\t\t\treturn nil, err\n\t\t}\n\t}\n\treturn left, nil\n}\n",
			bad:  "package a\n\nfunc Write(names []string) (left []string, err error) {\n\tfor _, n := range names {\n\t\tif err := add(n); err != nil {\n\t\t\tleft = append(left, n)\n\t\t}\n\t}\n\treturn left, nil\n}\n",
			good: "package a\n\nfunc Write(names []string) (left []string, err error) {\n\tfor _, n := range names {\n\t\tif err := add(n); err != nil {\n\t\t\tif !errors.Is(err, fs.ErrNotExist) {\n\t\t\t\treturn nil, err\n\t\t\t}\n\t\t\tleft = append(left, n)\n\t\t}\n\t}\n\treturn left, nil\n}\n",
		},
		{
			name: "errors that people want to be gone over", rule: "swallowed", path: "write.go", issue: "Leave out what fails, and name it.\n",
			was:  "package a\n\nfunc Write(names []string) (left []string, err error) {\n\tfor _, n := range names {\n\t\tif err := add(n); err != nil {\n\t\t\treturn nil, err\n\t\t}\n\t}\n\treturn left, nil\n}\n",
			good: "package a\n\nfunc Write(names []string) (left []string, err error) {\n\tfor _, n := range names {\n\t\tif err := add(n); err != nil {\n\t\t\tleft = append(left, n)\n\t\t}\n\t}\n\treturn left, nil\n}\n",
		},
	} {
		t.Run(c.name, func(t *testing.T) { c.hold(t, gates) })
	}
}
