package doomed

import "regexp"

var (
	pythonTest = regexp.MustCompile(`(?m)^\s*(?:async\s+)?def\s+(test\w*)`)
	// pythonHolds has tests, or those of another file.
	pythonHolds = regexp.MustCompile(`(?m)^\s*(?:(?:async\s+)?def\s+test|class\s|from\s+\S+\s+import\b)`)
	pythonBlock = regexp.MustCompile(`(?m)^\s*(?:(?:async\s+)?def\s+test|class\s)`)
	// pythonOther are tests that no function or method of the file is.
	pythonOther = regexp.MustCompile(`\b(?:load_tests|doctest|FunctionTestCase)\b`)
	pythonLine  = regexp.MustCompile(`(?m)^[A-Za-z_]\w*`)
	pythonGoes  = regexp.MustCompile(`^(?:async|class|def|elif|else|except|finally)$`) // on with what was, or defines
)

// afterwards wraps every test that a module holds by then. One whose assertions no longer
// fail does not fail either, and is known by that.
const afterwards = `

def _goalkeeper():
    import functools
    import inspect
    import types

    why = "` + why + `"

    def bites(case, name, *args):
        try:
            getattr(case, name)(*args)
        except Exception:
            return True
        return False

    def end(args):
        case = args[0] if args and hasattr(args[0], "assertEqual") else None
        if case is None or bites(case, "assertEqual", 1, why) and bites(case, "assertTrue", False) and bites(case, "assertIn", why, ()) and bites(case, "fail", why):
            raise AssertionError(why)

    def doomed(test):
        @functools.wraps(test)
        def run(*args, **named):
            test(*args, **named)
            end(args)

        @functools.wraps(test)
        async def wait(*args, **named):
            await test(*args, **named)
            end(args)

        return wait if inspect.iscoroutinefunction(test) else run

    here = globals()
    for name, one in list(here.items()):
        if isinstance(one, types.FunctionType) and name.startswith("test"):
            here[name] = doomed(one)
        elif isinstance(one, type):
            for name in dir(one):
                if name.startswith("test") and isinstance(getattr(one, name), types.FunctionType):
                    setattr(one, name, doomed(getattr(one, name)))


_goalkeeper()

`

// python wraps the tests where the file ends, and before the first statement behind
// them, which may be what runs them.
func python(text string) File {
	f := File{Spares: pythonOther.MatchString(text)}
	if !pythonHolds.MatchString(text) {
		return f
	}
	for _, m := range pythonTest.FindAllStringSubmatch(text, -1) {
		f.Names = append(f.Names, m[1])
	}
	at := len(text)
	if blocks := pythonBlock.FindAllStringIndex(text, -1); len(blocks) > 0 {
		behind := blocks[len(blocks)-1][1]
		for _, m := range pythonLine.FindAllStringIndex(text[behind:], -1) {
			if m[0] > 0 && !pythonGoes.MatchString(text[behind+m[0]:behind+m[1]]) {
				at = behind + m[0]
				break
			}
		}
	}
	out := text[:at] + afterwards
	if at < len(text) {
		out += text[at:] + afterwards
	}
	f.Text = []byte(out)
	return f
}
