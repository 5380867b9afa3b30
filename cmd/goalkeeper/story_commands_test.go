package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// running tells whether any process on this machine has the text in its
// command line.
func running(text string) bool {
	return slices.ContainsFunc(programs(text), func(program string) bool {
		return program != "bwrap" // else it is on its way, and the command not there yet
	})
}

// programs are those of this machine that have the text in their command line.
func programs(text string) (out []string) {
	all, err := filepath.Glob("/proc/[0-9]*/cmdline")
	if err != nil {
		panic(err)
	}
	for _, name := range all {
		line, err := os.ReadFile(name)
		if err == nil && strings.Contains(strings.ReplaceAll(string(line), "\x00", " "), text) {
			program, _, _ := strings.Cut(string(line), "\x00")
			out = append(out, filepath.Base(program))
		}
	}
	return out
}

func policy(text string) map[string]string {
	return map[string]string{".github/goalkeeper.yml": text}
}

// withCheck is the usual issue with another first check.
func withCheck(command string) string {
	return strings.Replace(issueBody, "world: `sh check.sh`", "world; run: `"+command+"`", 1)
}

// TestCheckThatHangs ends at its limit with all it has started, and never
// counts as passed.
func TestCheckThatHangs(t *testing.T) {
	t.Parallel()
	for name, check := range map[string]string{
		"in front":           "sleep 98761",
		"behind":             "sleep 98762 & wait",
		"deaf to signals":    "trap '' TERM INT HUP; sleep 98763 & sleep 98763; sleep 98763",
		"in another session": "setsid sleep 98764 & sleep 98764",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := begin(t, setup{
				script: stepPlan + stepWrong, files: policy("check_timeout: 1s\n"), body: withCheck(check),
			})
			g := w.waitBreakpoint(app.BreakpointVerify)
			ran, answers := 0, 0
			for _, e := range g.Evidence {
				if e.Check.Criterion != "C1" {
					continue
				}
				if !e.Reused {
					ran++
				}
				if !e.More {
					answers++
				}
				if !e.TimedOut || e.Status != app.StatusError || e.Duration < time.Second || e.Duration > time.Minute {
					t.Errorf("evidence of %s: timed out %v, status %s after %s", e.Arm, e.TimedOut, e.Status, e.Duration)
				}
			}
			if ran != 2 || answers != 4 {
				t.Errorf("%d runs, want one on each side; %d answers, want one of the base and three after", ran, answers)
			}
			if seconds := regexp.MustCompile(`sleep \d+`).FindString(check); running(seconds) {
				t.Errorf("%q still runs", seconds)
			}
			if !w.model.told("ran into its time limit") {
				t.Error("the agent was not told why")
			}
			w.comment(maintainer, "approve")
			w.waitPull()
			if body := w.pulls()[0].GetBody(); !strings.Contains(body, "ran into its time limit") || !w.pulls()[0].GetDraft() {
				t.Errorf("draft %v, and the pull request does not say why:\n%s", w.pulls()[0].GetDraft(), body)
			}
		})
	}
}

// TestCheckThatLeavesAChild: the child holds the output, and goes with the
// check that started it.
func TestCheckThatLeavesAChild(t *testing.T) {
	t.Parallel()
	w := begin(t, setup{
		files: policy("check_timeout: 60s\n"), body: withCheck("(sleep 98771; echo late) & sh check.sh"),
	})
	g := w.waitPull()
	for _, e := range g.Evidence {
		if e.Duration > 20*time.Second || strings.Contains(e.Excerpt, "late") {
			t.Errorf("%s on %s took %s and says %q", e.Check.Command, e.Arm, e.Duration, e.Excerpt)
		}
	}
	if running("sleep 98771") {
		t.Error("the child still runs")
	}
}

// TestCommandThatHangs is the same for a command of the agent's.
func TestCommandThatHangs(t *testing.T) {
	t.Parallel()
	w := begin(t, setup{script: stepPlan + `
- calls:
  - {tool: run, args: {command: "echo begun; sleep 98781 & sleep 98781", timeout_s: 1}}
` + stepWrite + stepFinish})
	w.waitPull()
	r := happened[app.ToolFinished](w)[1].Result
	if r.Status != app.ToolTimeout || !strings.Contains(r.Text, "begun") || !strings.Contains(r.Text, "after 1 s") {
		t.Errorf("the result is %+v", r)
	}
	if running("sleep 98781") {
		t.Error("it still runs")
	}
}

// tenKilobytes is what one request may grow by, and begin with.
const tenKilobytes = 10 * 1000

// TestFiveMegabytesOfOutput cost the next request little, and none of them is
// lost.
func TestFiveMegabytesOfOutput(t *testing.T) {
	t.Parallel()
	w := begin(t, setup{script: stepPlan + `
- name: much
  calls:
  - {tool: run, args: {command: "yes 'a \"quoted\" <line> of output' | head -c 5000000; echo; echo the very end"}}
- name: page
  expect: {tool: run, last_tool_result_matches: 'in output (\w+)'}
  calls:
  - {tool: read_output, args: {id: '${1}', offset: 2500000}}
  - {tool: read_output, args: {id: '${1}', offset: 4999990}}
` + stepWrite + stepFinish})
	w.waitPull()
	all := w.model.requests()
	if grown := len(all[2]) - len(all[1]); grown > tenKilobytes {
		t.Errorf("5 MB of output put %d bytes into the next request", grown)
	}
	if grown := len(all[3]) - len(all[2]); grown > 2*tenKilobytes {
		t.Errorf("two pages put %d bytes into the next request", grown)
	}
	results := happened[app.ToolFinished](w)
	if text := results[1].Result.Text; !strings.Contains(text, "the very end") {
		t.Errorf("the end of the output is not shown: …%q", text[max(0, len(text)-200):])
	}
	if text := results[2].Result.Text; !strings.Contains(text, `a "quoted" <line> of output`) {
		t.Errorf("a page in the middle is %q", text[:min(len(text), 200)])
	}
	if text := results[3].Result.Text; !strings.Contains(text, "the very end") {
		t.Errorf("the last page is %q", text)
	}
}

// TestRequestsOnlyGrow: each request repeats the one before, byte for byte,
// and every call has one result.
func TestRequestsOnlyGrow(t *testing.T) {
	t.Parallel()
	w := begin(t, setup{script: stepPlan + `
- say: I look around first.
  calls:
  - {tool: list_files, args: {}}
  - {tool: read_file, args: {path: greet.sh}}
  - {tool: search, args: {pattern: hello}}
  - {tool: run, args: {command: sh check.sh}}
  - {tool: note, args: {kind: fact, text: The greeting names nobody.}}
- calls:
  - {tool: write_file, args: {path: greet.sh, content: "echo hello there\n"}}
  - {tool: finish_phase, args: {summary: Half of it}}
  - {tool: finish, args: {summary: Too early}}
` + stepWrite + stepFinish})
	w.waitPull()
	all := w.model.requests()
	if len(all) != 5 {
		t.Errorf("%d requests, want 5", len(all))
	}
	for n := 1; n < len(all); n++ {
		before, after := raw(t, all[n-1]), raw(t, all[n])
		for i, m := range before.Messages {
			if i >= len(after.Messages) || !bytes.Equal(m, after.Messages[i]) {
				t.Fatalf("request %d changes message %d of the one before", n+1, i+1)
			}
		}
		if !bytes.Equal(before.Tools, after.Tools) {
			t.Errorf("request %d offers other tools", n+1)
		}
		if prefix := bytes.LastIndex(all[n-1], before.Messages[len(before.Messages)-1]); !bytes.HasPrefix(all[n], all[n-1][:prefix]) {
			t.Errorf("request %d has not the same beginning as the one before", n+1)
		}
	}
	results := map[string]int{}
	last := messages(all[len(all)-1])
	for _, m := range last {
		if m.Role == "tool" {
			results[m.ToolCallID]++
		}
	}
	for _, m := range last {
		for _, c := range m.ToolCalls {
			if results[c.ID] != 1 {
				t.Errorf("call %s has %d results", c.ID, results[c.ID])
			}
		}
	}
}

type rawRequest struct {
	Messages []json.RawMessage
	Tools    json.RawMessage
}

func raw(t *testing.T, body []byte) (r rawRequest) {
	t.Helper()
	if err := json.Unmarshal(body, &r); err != nil {
		t.Fatal(err)
	}
	return r
}

// TestFirstRequestIsSmall: what is not the goal's own text and the
// repository's instructions.
func TestFirstRequestIsSmall(t *testing.T) {
	t.Parallel()
	const instructions = "Indent by two blanks. Long words are welcome here.\n"
	w := begin(t, setup{files: map[string]string{"AGENTS.md": strings.Repeat(instructions, 400)}})
	w.waitPull()
	first := w.model.requests()[0]
	opening := messages(first)[1].Content
	if n := strings.Count(opening, instructions); n != 400 {
		t.Fatalf("%d of 400 lines of the repository's instructions are there", n)
	}
	_, rules, found := strings.Cut(opening, "\n# Budget of this run\n")
	rules, _, also := strings.Cut(rules, "\n# AGENTS.md of the repository")
	if !found || !also {
		t.Fatalf("the opening has another order:\n%s", opening)
	}
	encoded, err := json.Marshal(opening)
	w.check(err)
	if size := len(first) - len(encoded) + len(rules); size > tenKilobytes {
		t.Errorf("the first request has %d bytes beside the goal's text and the repository's instructions", size)
	}
}

// TestFrozenPathIsPutBack however it was written.
func TestFrozenPathIsPutBack(t *testing.T) {
	t.Parallel()
	w := begin(t, setup{
		files: map[string]string{".github/workflows/ci.yml": "on: push\n", "secret/keep.txt": "as it was\n"},
		body:  "### Paths that must not change\n\n- `secret/**`\n\n" + issueBody,
		script: stepPlan + `
- calls:
  - {tool: write_file, args: {path: .github/workflows/ci.yml, content: "on: never\n"}}
  - {tool: edit_file, args: {path: secret/keep.txt, edits: [{old: as, new: not as}]}}
  - {tool: run, args: {command: "echo 'on: never' > .github/workflows/ci.yml; rm secret/keep.txt; echo new > secret/new.txt; echo '* text' > .gitattributes"}}
- calls:
  - {tool: run, args: {command: cat .github/workflows/ci.yml secret/keep.txt; ls -A secret; ls -A}}
` + stepWrite + stepFinish,
	})
	g := w.waitPull()
	results := happened[app.ToolFinished](w)
	for _, f := range results[1:3] {
		if f.Result.Status != app.ToolRefused || f.Result.Refusal == nil || f.Result.Refusal.Who == "" {
			t.Errorf("%s was answered %+v", f.Tool, f.Result)
		}
	}
	if text := results[4].Result.Text; !strings.HasPrefix(text, "on: push\nas it was\nkeep.txt\n") || strings.Contains(text, ".gitattributes") {
		t.Errorf("the work tree afterwards: %q", text)
	}
	for _, path := range []string{".github/workflows/ci.yml", "secret/keep.txt", "secret/new.txt", ".gitattributes"} {
		if !w.model.told(path + " back to its base version") {
			t.Errorf("the agent was not told about %s", path)
		}
	}
	if len(g.Stat.Files) != 1 {
		t.Errorf("the change has %+v", g.Stat.Files)
	}
}

// TestExceptionMayChange: what the issue leaves out of a ban is written, by a tool and by a
// command, and the rest of that is refused and put back; so it is in a phase.
func TestExceptionMayChange(t *testing.T) {
	t.Parallel()
	const ban, phase = "### Paths that must not change\n\n- `secret/**`, except `secret/notes/**`\n\n", "\n### Phases\n\nPhase 1: Notes\n- do not touch `secret/`, apart from `secret/notes/`\n"
	for name, body := range map[string]string{"of the issue": ban + issueBody, "of a phase": issueBody + phase} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := begin(t, setup{
				files: map[string]string{"secret/keep.txt": "as it was\n", "secret/notes/a.txt": "as it was\n"},
				body:  body,
				script: stepPlan + `
- calls:
  - {tool: edit_file, args: {path: secret/notes/a.txt, edits: [{old: as it was, new: not so}]}}
  - {tool: edit_file, args: {path: secret/keep.txt, edits: [{old: as it was, new: not so}]}}
  - {tool: run, args: {command: "echo not so > secret/keep.txt; echo new > secret/new.txt; echo new > secret/notes/b.txt"}}
- calls:
  - {tool: run, args: {command: cat secret/keep.txt secret/notes/a.txt; ls secret secret/notes}}
` + stepWrite + strings.Replace(stepFinish, "finish\n    args", "finish_phase\n    args", 1) + again(stepFinish),
			})
			g := w.waitPull()
			results := happened[app.ToolFinished](w)
			if free, held := results[1].Result, results[2].Result; free.Status != app.ToolOK || held.Status != app.ToolRefused || held.Refusal == nil || held.Refusal.Path != "secret/keep.txt" {
				t.Errorf("the exception was answered %+v, the rest %+v", free, held)
			}
			if text := results[4].Result.Text; !strings.HasPrefix(text, "as it was\nnot so\nsecret:\nkeep.txt\nnotes\n\nsecret/notes:\na.txt\nb.txt\n") {
				t.Errorf("the work tree afterwards: %q", text)
			}
			if got := len(g.Stat.Files); got != 3 {
				t.Errorf("the change has %+v", g.Stat.Files)
			}
		})
	}
}

// TestCommandsSeeNoSecrets looks everywhere a command can look.
func TestCommandsSeeNoSecrets(t *testing.T) {
	t.Parallel()
	const looks = "env; id; cat /proc/*/environ /proc/*/status | tr '\\\\0' '\\\\n'; " +
		"ls -la / /tmp /root /home \\\"$HOME\\\" /work . .. 2>&1; find / -xdev -maxdepth 3 -not -path '/proc/*' -not -path '/usr/*' 2>/dev/null; " +
		"cat .git/config .git/HEAD; git config --list --show-origin; git remote -v; git log --format='%an %ae %s'"
	body := withCheck("env; cat /proc/*/environ; sh check.sh")
	w := begin(t, setup{body: body, script: stepPlan + fmt.Sprintf(`
- calls:
  - {tool: run, args: {command: "%s"}}
`, looks) + stepWrite + stepFinish})
	g := w.waitPull()
	var output strings.Builder
	for _, f := range happened[app.ToolFinished](w) {
		text := f.Result.Text
		if f.Result.OutputID != "" {
			whole, _, err := w.st.Blob(w.ctx, app.Digest(f.Result.OutputID), 0, 0)
			w.check(err)
			text = string(whole)
		}
		output.WriteString(text)
	}
	for _, e := range g.Evidence {
		log, _, err := w.st.Blob(w.ctx, e.Log, 0, 0)
		w.check(err)
		output.Write(log)
	}
	if seen := output.String(); !strings.Contains(seen, "PATH=") || !strings.Contains(seen, "uid=") {
		t.Fatalf("the commands saw nothing at all:\n%s", seen)
	}
	w.secretless("a command's output", output.String())
	for _, c := range w.comments() {
		w.secretless("a comment", c.GetBody())
	}
	w.secretless("the pull request", w.pulls()[0].GetBody())
	w.secretless("the server's log", strings.ReplaceAll(w.log.String(), filepath.Dir(w.cfg.DataDir), ""))
}
