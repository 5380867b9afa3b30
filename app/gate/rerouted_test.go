package gate

import "testing"

// TestRerouted holds functions that came between what tells an error and those who heard
// of it.
func TestRerouted(t *testing.T) {
	gates, err := New()
	if err != nil {
		t.Fatal(err)
	}
	const (
		jsWas = "export function load(all) {\n  return all.map((text) => compile(text));\n}\n"
		pyWas = "def load(lines):\n    return [parse_row(line) for line in lines]\n"
		goWas = "package a\n\nfunc load(lines []string) ([]Row, error) {\n\tvar out []Row\n\tfor _, l := range lines {\n\t\tr, err := parseRow(l)\n\t\tif err != nil {\n\t\t\treturn nil, err\n\t\t}\n\t\tout = append(out, r)\n\t}\n\treturn out, nil\n}\n"
	)
	for _, c := range []principle{
		{
			name: "what gives back what it was given", rule: "swallowed", path: "load.js", was: jsWas, issue: "The check is red, three messages do not parse.\n",
			bad:  "function safeCompile(text) {\n  try {\n    return compile(text);\n  } catch {\n    return () => text;\n  }\n}\n\nexport function load(all) {\n  return all.map((text) => safeCompile(text));\n}\n",
			good: "function compileNamed(text) {\n  try {\n    return compile(text);\n  } catch (error) {\n    throw new Error(`in ${text}`, { cause: error });\n  }\n}\n\nexport function load(all) {\n  return all.map((text) => compileNamed(text));\n}\n",
		},
		{
			name: "what answers a promise that was rejected", rule: "swallowed", path: "load.ts",
			was:  "export async function load(id: string) {\n  return render(await fetchUser(id));\n}\n",
			bad:  "const userOr = (id: string) => fetchUser(id).catch(() => ({ id, name: 'guest' }));\n\nexport async function load(id: string) {\n  return render(await userOr(id));\n}\n",
			good: "const userOf = (id: string) => fetchUser(id).catch((error) => Promise.reject(new LoadError(id, error)));\n\nexport async function load(id: string) {\n  return render(await userOf(id));\n}\n",
		},
		{
			name: "what gives an object of its own", rule: "swallowed", path: "load.py", was: pyWas,
			bad:  "def row_of(line):\n    try:\n        return parse_row(line)\n    except Exception:\n        return Row(line, 0)\n\n\ndef load(lines):\n    return [row_of(line) for line in lines]\n",
			good: "def row_of(line):\n    try:\n        return parse_row(line)\n    except ValueError as e:\n        raise LoadError(line) from e\n\n\ndef load(lines):\n    return [row_of(line) for line in lines]\n",
		},
		{
			name: "what people want in the place of what cannot be read", rule: "swallowed", path: "load.py", was: pyWas, issue: "A line that cannot be parsed counts as a row with the value 0, and should not stop the import.\n",
			good: "def row_of(line):\n    try:\n        return parse_row(line)\n    except ValueError:\n        return Row(line, 0)\n\n\ndef load(lines):\n    return [row_of(line) for line in lines]\n",
		},
		{
			name: "what is put around others", rule: "swallowed", path: "tasks.py",
			was:  "def send(mail):\n    deliver(mail)\n\n\ndef store(mail):\n    write(mail)\n",
			bad:  "def quietly(task):\n    def run(mail):\n        try:\n            return task(mail)\n        except Exception:\n            return mail\n    return run\n\n\n@quietly\ndef send(mail):\n    deliver(mail)\n\n\ndef store(mail):\n    write(mail)\n",
			good: "def timed(task):\n    def run(mail):\n        with timer(task):\n            return task(mail)\n    return run\n\n\n@timed\ndef send(mail):\n    deliver(mail)\n\n\ndef store(mail):\n    write(mail)\n",
		},
		{
			name: "what has no error to give", rule: "swallowed", path: "load.go", was: goWas,
			bad:  "package a\n\nfunc rowOf(l string) Row {\n\tr, err := parseRow(l)\n\tif err != nil {\n\t\treturn Row{Name: l}\n\t}\n\treturn r\n}\n\nfunc load(lines []string) ([]Row, error) {\n\tvar out []Row\n\tfor _, l := range lines {\n\t\tout = append(out, rowOf(l))\n\t}\n\treturn out, nil\n}\n",
			good: "package a\n\nfunc rowOf(l string) (Row, error) {\n\tr, err := parseRow(l)\n\tif err != nil {\n\t\treturn Row{}, fmt.Errorf(\"%q: %w\", l, err)\n\t}\n\treturn r, nil\n}\n\nfunc load(lines []string) ([]Row, error) {\n\tvar out []Row\n\tfor _, l := range lines {\n\t\tr, err := rowOf(l)\n\t\tif err != nil {\n\t\t\treturn nil, err\n\t\t}\n\t\tout = append(out, r)\n\t}\n\treturn out, nil\n}\n",
		},
	} {
		t.Run(c.name, func(t *testing.T) { c.hold(t, gates) })
	}
}
