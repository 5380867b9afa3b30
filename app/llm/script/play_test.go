package script

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func parse(t testing.TB, text string) *Script {
	t.Helper()
	s, err := Parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func said(role, text string) message {
	c := content(text)
	return message{Role: role, Content: &c}
}

// dialogue is a conversation with a script, as an agent leads it.
type dialogue struct {
	script *Script
	conversation
}

func (d *dialogue) hear(role, text string) { d.Messages = append(d.Messages, said(role, text)) }

// next asks for the next answer and adds it to the conversation.
func (d *dialogue) next() (*answer, error) {
	if err := d.check(); err != nil {
		return nil, err
	}
	a, _, err := d.script.answer(&d.conversation, func(string) int { return 0 })
	if err != nil {
		return nil, err
	}
	m := said("assistant", a.say)
	m.ToolCalls = a.calls
	d.Messages = append(d.Messages, m)
	return a, nil
}

// result answers the calls of the last message, in their order.
func (d *dialogue) result(texts ...string) {
	calls := d.Messages[len(d.Messages)-1].ToolCalls
	for i, text := range texts {
		m := said("tool", text)
		m.ToolCallID = calls[i].ID
		d.Messages = append(d.Messages, m)
	}
}

// brief shows an answer in one line.
func brief(a *answer) string {
	parts := []string{}
	if a.say != "" {
		parts = append(parts, a.say)
	}
	for _, c := range a.calls {
		parts = append(parts, c.Function.Name+c.Function.Arguments)
	}
	return strings.Join(parts, " ")
}

const mending = `
name: mend
steps:
- name: test
  calls: [{tool: run, args: {command: go test}}]
- name: judge
  branches:
  - when: {tool: run, status: failed, last_tool_result_matches: 'FAIL (?P<test>\w+)'}
    goto: mend
  - goto: finish
- name: mend
  say: ${test} is red, ${HOME} stays
  calls: [{tool: edit, args: {path: "${1}.go", line: "a\"${test}"}}, {tool: run, arguments: "${test"}]
  goto: test
- name: finish
  expect: {last_tool_result_contains: [PASS, ok]}
  say: done
`

func TestBranches(t *testing.T) {
	d := &dialogue{script: parse(t, mending)}
	d.hear("user", "mend it")
	for i, step := range []struct {
		results []string
		want    string
	}{
		{nil, `run{"command":"go test"}`},
		{[]string{"status: failed, exit 1\nFAIL TestA"}, `TestA is red, ${HOME} stays edit{"path":"TestA.go","line":"a\"TestA"} run${test`},
		{[]string{"status: ok", "status: refused"}, `run{"command":"go test"}`},
		{[]string{"status: failed, exit 1\nFAIL TestB"}, `TestB is red, ${HOME} stays edit{"path":"TestB.go","line":"a\"TestB"} run${test`},
		{[]string{"status: ok", "status: refused"}, `run{"command":"go test"}`},
		{[]string{"status: ok\nPASS\nok"}, "done"},
	} {
		d.result(step.results...)
		a, err := d.next()
		if err != nil {
			t.Fatalf("answer %d: %v", i, err)
		}
		if brief(a) != step.want {
			t.Errorf("answer %d: %s, want %s", i, brief(a), step.want)
		}
	}
	d.hear("user", "more")
	if _, err := d.next(); err == nil || !strings.Contains(err.Error(), "all steps are played") {
		t.Errorf("past the end: %v", err)
	}
}

func TestExpectationSaysWhatItMissed(t *testing.T) {
	d := &dialogue{script: parse(t, `
name: sums
steps:
- calls: [{tool: run}]
- name: read the sum
  expect: {tool: run, status: ok, last_tool_result_contains: "42"}
  say: right
`)}
	d.hear("user", "go")
	if _, err := d.next(); err != nil {
		t.Fatal(err)
	}
	d.result("status: ok\n41")
	_, err := d.next()
	want := `script: play "sums", step 2 (read the sum): expected the last tool result to contain "42"; it is: ` + "status: ok\n41"
	var p *problem
	if !errors.As(err, &p) || err.Error() != want {
		t.Errorf("error\n%v, want\n%s", err, want)
	}
}

func TestConditions(t *testing.T) {
	d := &dialogue{script: parse(t, `steps: [{calls: [{tool: run}, {tool: read}, {tool: run}]}]`)}
	d.hear("system", "be good")
	d.hear("user", "fix issue #12")
	d.Tools = []offer{{}}
	d.Tools[0].Function.Name = "submit_plan"
	if _, err := d.next(); err != nil {
		t.Fatal(err)
	}
	d.result("status: ok\nfirst", "status: refused, out of scope", "status: ok\nlast")
	for _, tc := range []struct {
		when string
		want bool
	}{
		{"last_tool_result_contains: last", true},
		{"last_tool_result_contains: first", false},
		{"last_tool_result_contains: [status, last]", true},
		{"last_tool_result_contains: [status, first]", false},
		{"{tool: read, last_tool_result_contains: refused}", true},
		{"{tool: read, status: refused}", true},
		{"{tool: read, status: refuse}", false},
		{"{tool: run, status: ok, last_tool_result_contains: last}", true},
		{"tool: edit", false},
		{"status: last", false},
		{"last_tool_result_matches: '(?m)^la.t$'", true},
		{"last_tool_result_matches: '^last'", false},
		{"last_user_contains: issue", true},
		{"last_user_contains: good", false},
		{"last_user_matches: 'issue #\\d+$'", true},
		{"last_user_matches: 'issue #\\d$'", false},
		{"offers: submit_plan", true},
		{"offers: finish", false},
	} {
		s := parse(t, "steps: [{expect: {"+strings.Trim(tc.when, "{}")+"}, say: x}]")
		why := s.plays[0].steps[0].expect.unmet(&d.conversation, captures{})
		if (why == "") != tc.want {
			t.Errorf("%s: %q, want %t", tc.when, why, tc.want)
		}
	}
}

func TestPlaysAreChosenByTheOpening(t *testing.T) {
	s := parse(t, `
plays:
- {name: a, match: {contains: [invoice, export]}, steps: [{say: exporting}]}
- {name: b, match: {matches: 'issue #\d'}, steps: [{say: "issue"}]}
- {name: c, match: {offers: submit_plan}, steps: [{say: planning}]}
`)
	for text, want := range map[string]string{
		"the invoice export": "exporting",
		"the invoice":        "",
		"issue #4":           "issue",
	} {
		d := &dialogue{script: s}
		d.hear("system", "You work.")
		d.hear("user", text)
		a, err := d.next()
		if want == "" {
			if err == nil || !strings.Contains(err.Error(), "no play matches") {
				t.Errorf("%q: error %v", text, err)
			}
			continue
		}
		if err != nil || a.say != want {
			t.Errorf("%q: %v, %v; want %s", text, a, err, want)
		}
	}
}

func TestTimesAndCompaction(t *testing.T) {
	d := &dialogue{script: parse(t, `
steps:
- {times: 3, calls: [{tool: run, args: {n: same}}]}
- calls: [{tool: read}]
- say: nearly
- say: done
`)}
	d.hear("user", "go")
	var got []string
	for range 5 {
		a, err := d.next()
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, brief(a))
		if len(a.calls) > 0 {
			d.result("status: ok")
		} else {
			d.hear("user", "and?")
		}
		if len(got) == 4 { // everything but the last call and its result is compacted away
			kept := append([]message{said("user", "go"), said("user", "so far: tests ran")}, d.Messages[len(d.Messages)-2:]...)
			d.Messages = kept
		}
	}
	a, err := d.next()
	if err != nil {
		t.Fatal(err)
	}
	got = append(got, brief(a))
	if want := `run{"n":"same"} run{"n":"same"} run{"n":"same"} read{} nearly done`; strings.Join(got, " ") != want {
		t.Errorf("played %s, want %s", strings.Join(got, " "), want)
	}
}

func TestCircleOfBranches(t *testing.T) {
	d := &dialogue{script: parse(t, `steps: [{name: a, branches: [{goto: b}]}, {name: b, branches: [{goto: a}]}]`)}
	d.hear("user", "go")
	if _, err := d.next(); err == nil || !strings.Contains(err.Error(), "circle") {
		t.Errorf("error %v", err)
	}
}

func TestFaultsComeFirst(t *testing.T) {
	s := parse(t, `
steps:
- {say: ok, faults: [{http: 500, times: 2}, {empty: true}]}
- {faults: [{http: 500}, {http: 503}]}
`)
	var got []int
	for try := range 5 {
		for i := range s.plays[0].steps {
			f := s.plays[0].steps[i].fault(try)
			if f == nil {
				f = &fault{}
			}
			got = append(got, f.status)
		}
	}
	if want := "[500 500 500 503 0 503 0 503 0 503]"; fmt.Sprint(got) != want {
		t.Errorf("faults %v, want %s", got, want)
	}
}

// TestPositionNeedsNoMemory plays random dialogues and asks again at every point: the answer depends on the request alone.
func TestPositionNeedsNoMemory(t *testing.T) {
	s := parse(t, mending)
	rapid.Check(t, func(t *rapid.T) {
		d := &dialogue{script: s}
		d.hear("user", "mend it")
		ids := map[string]bool{}
		for range rapid.IntRange(1, 12).Draw(t, "answers") {
			before := conversation{Messages: append([]message(nil), d.Messages...)}
			a, err := d.next()
			if err != nil {
				return
			}
			again, _, err := s.answer(&before, func(string) int { return 0 })
			if err != nil || brief(again) != brief(a) {
				t.Fatalf("asked again: %v, %v; want %v", again, err, a)
			}
			var results []string
			for _, c := range a.calls {
				if ids[c.ID] {
					t.Fatalf("call id %s came twice", c.ID)
				}
				ids[c.ID] = true
				results = append(results, rapid.SampledFrom([]string{"status: ok\nPASS ok", "status: failed\nFAIL TestX"}).Draw(t, "result"))
			}
			d.result(results...)
		}
	})
}

func TestProtocolIsChecked(t *testing.T) {
	for body, want := range map[string]string{
		`{}`:                                          "must not be empty",
		`{"messages":[{"role":"user"}]}`:              "must have content",
		`{"messages":[{"role":"wizard"}]}`:            "unknown role",
		`{"messages":[{"role":"assistant"}]}`:         "content or tool_calls",
		`{"messages":[{"role":"tool","content":""}]}`: "answer an open call",
		`{"messages":[{"role":"assistant","tool_calls":[{"id":"a"}]}]}`:                                   "no result",
		`{"messages":[{"role":"assistant","tool_calls":[{"id":"a"}]},{"role":"user","content":"x"}]}`:     "no result",
		`{"messages":[{"role":"assistant","tool_calls":[{"id":"a"},{"id":"a"}]}]}`:                        "used twice",
		`{"messages":[{"role":"assistant","tool_calls":[{"id":"a"}]},{"role":"tool","content":"x"}]}`:     "answer an open call",
		`{"messages":[{"role":"user","content":[{"type":"text","text":"a"},{"type":"text","text":""}]}]}`: "",
	} {
		var c conversation
		if err := json.Unmarshal([]byte(body), &c); err != nil {
			t.Fatal(err)
		}
		err := c.check()
		if (want == "") != (err == nil) || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", body, err, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(mending))
	f.Add([]byte("plays: [{steps: [{faults: [{http: 500}]}]}]"))
	f.Add([]byte("# nothing"))
	f.Add([]byte("? {a: b}\n: [*x, &x y, !!binary z]"))
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := Parse(data)
		var faults Faults
		if err != nil && (!errors.As(err, &faults) || len(faults) == 0 || faults[0].Line < 1) {
			t.Fatalf("error without a line: %v", err)
		}
		if err != nil {
			return
		}
		d := &dialogue{script: s}
		d.hear("user", "go")
		for range 4 {
			a, err := d.next()
			if err != nil {
				return
			}
			for _, c := range s.plays[0].steps {
				for _, call := range c.calls {
					if call.args != nil && !json.Valid(call.args) {
						t.Fatalf("args are no JSON: %s", call.args)
					}
				}
			}
			for _, event := range a.events(&d.conversation) {
				if !strings.HasPrefix(string(event), "data: ") {
					t.Fatalf("event %q", event)
				}
			}
			d.result(make([]string, len(a.calls))...)
		}
	})
}
