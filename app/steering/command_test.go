package steering

import (
	"strings"
	"testing"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

func TestAddressed(t *testing.T) {
	for text, want := range map[string]bool{
		"/goal stop": true, " /goal\nstop": true, "/goal\r\nstop": true, "/goal": true, "/goalposts have moved": false, "/goals": false, "we /goal": false,
		"@Goalkeeper look": true, "@goalkeeper[bot] look": true, "@goalkeeper, look": true, "@goalkeeper-fans look": false, "@goalkeepers look": false, "@bob /goal stop": false, "": false,
		"/goal\u00a0stop": true, "@goalkeeper/cli is old": false,
	} {
		if Addressed(text, "goalkeeper", "acme") != want {
			t.Errorf("%q: addressed %v", text, !want)
		}
	}
}

func TestRead(t *testing.T) {
	for name, c := range map[string]struct {
		body   string
		verb   Verb
		text   string
		fault  string
		ignore bool
	}{
		"a comma behind the mention": {body: "@goalkeeper, /goal stop", verb: VerbStop},
		"a colon behind it":          {body: "@goalkeeper[bot]: approve", verb: VerbApprove},
		"a dash behind it":           {body: "@goalkeeper – /goal pause", verb: VerbPause},
		"a list behind it":           {body: "@goalkeeper\n- use maps\n- no lists", text: "- use maps\n- no lists"},
		"plain reply":                {body: "  use the queue\r\nplease ", text: "use the queue\nplease"},
		"bare approval":              {body: "Approve.", verb: VerbApprove},
		"approval as a verb":         {body: "/goal approve", verb: VerbApprove},
		"approval in a sentence":     {body: "I approve of the idea, but wait", text: "I approve of the idea, but wait"},
		"queue keeps its text":       {body: "/goal queue then run the linter", verb: VerbQueue, text: "then run the linter"},
		"queue over lines":           {body: "/goal queue\nfirst\nsecond", verb: VerbQueue, text: "first\nsecond"},
		"queue without text":         {body: "/goal queue", verb: VerbQueue, fault: "needs the text"},
		"capitals":                   {body: "/goal PAUSE", verb: VerbPause},
		"addressed to us":            {body: "@goalkeeper stop using maps", text: "stop using maps"},
		"addressed to us as a bot":   {body: "@goalkeeper[bot] /goal stop", verb: VerbStop},
		"addressed to another":       {body: "@bob what do you think?", ignore: true},
		"nothing":                    {body: " \n ", ignore: true},
		"only our name":              {body: "@goalkeeper", ignore: true},
		"unknown verb":               {body: "/goal dance", verb: VerbUnknown, text: "/goal dance", fault: "not a command"},
		"a verb that is glued on":    {body: "/goal-approve it", verb: VerbUnknown, text: "/goal-approve", fault: "`/goal-approve` is not a command; there are: `/goal approve`"},
		"without a space":            {body: "/GoalStop.", verb: VerbUnknown, text: "/GoalStop", fault: "not a command"},
		"a path that begins like it": {body: "/goals/stop.go is wrong", text: "/goals/stop.go is wrong"},
		"a word that goes on":        {body: "/goal-stopper is wrong", text: "/goal-stopper is wrong"},
		"another word with /goal":    {body: "/goals are good", text: "/goals are good"},
		"extend":                     {body: "/goal extend actions=50 minutes=30 tokens=1M usd=2.5", verb: VerbExtend, text: "actions=50 minutes=30 tokens=1M usd=2.5"},
		"extend by nothing":          {body: "/goal extend", verb: VerbExtend, fault: "at least one"},
		"extend an unknown meter":    {body: "/goal extend beers=3", verb: VerbExtend, text: "beers=3", fault: "unknown meter"},
		"extend by a negative":       {body: "/goal extend actions=-5", verb: VerbExtend, text: "actions=-5", fault: "whole number from 1"},
		"extend by not a number":     {body: "/goal extend actions=NaN", verb: VerbExtend, text: "actions=NaN", fault: "want name=number"},
		"extend beyond all bounds":   {body: "/goal extend tokens=1e300", verb: VerbExtend, text: "tokens=1e300", fault: "to 1000000000000"},
		"extend by a long time":      {body: "/goal extend minutes=1e12", verb: VerbExtend, text: "minutes=1e12", fault: "to 525600"},
		"extend by a part":           {body: "/goal extend actions=0.4", verb: VerbExtend, text: "actions=0.4", fault: "whole number"},
		"extend by another unit":     {body: "/goal extend minutes=1M", verb: VerbExtend, text: "minutes=1M", fault: "unknown meter or unit"},
		"freeze nothing":             {body: "/goal freeze ``", verb: VerbFreeze, text: "``", fault: "cannot take"},
		"freeze in prose":            {body: "/goal freeze the auth directory", verb: VerbFreeze, text: "the auth directory", fault: "cannot take"},
		"freeze a sentence":          {body: "/goal freeze a/**. Thanks", verb: VerbFreeze, text: "a/**. Thanks", fault: "cannot take"},
		"freeze outside":             {body: "/goal freeze ../x", verb: VerbFreeze, text: "../x", fault: "leaves the repository"},
		"freeze no pattern":          {body: "/goal freeze src/[a", verb: VerbFreeze, text: "src/[a", fault: "not closed"},
		"freeze needs a path":        {body: "/goal freeze", verb: VerbFreeze, fault: "path or glob"},
		"freeze with braces":         {body: "/goal freeze {a}/**", verb: VerbFreeze, text: "{a}/**", fault: "braces"},
		"freeze another directory":   {body: "/goal freeze ~/x", verb: VerbFreeze, text: "~/x", fault: "another directory"},
		"allow a glob":               {body: "/goal allow `docs/**`", verb: VerbAllow, text: "`docs/**`"},
		"a verb behind a quotation":  {body: "> Shall it go on?\n> Really?\n\n> Yes?\n\n/goal stop", verb: VerbStop},
		"approval behind one":        {body: "> Shall it go on?\r\n\r\nApprove!", verb: VerbApprove},
		"a reply behind one":         {body: "> Which?\n\nthe first", text: "> Which?\n\nthe first"},
		"talk behind one":            {body: "> Which?\n\n@bob you decide", ignore: true},
		"our name behind one":        {body: "> Which?\n\n@goalkeeper the first", text: "> Which?\n\nthe first"},
		"a quotation that goes on":   {body: "> Shall it\ngo on?\napprove", text: "> Shall it\ngo on?\napprove"},
		"only a quotation":           {body: "> approve", text: "> approve"},
		"slash in capitals":          {body: "/Goal Stop", verb: VerbStop},
		"with a colon":               {body: "/goal: stop", verb: VerbStop},
		"allow over lines":           {body: "/goal allow go.mod\n\nThanks!", verb: VerbAllow, text: "go.mod\n\nThanks!"},
		"allow outside":              {body: "/goal allow ../x", verb: VerbAllow, text: "../x", fault: "leaves the repository"},
		"approval with words":        {body: "/goal approve and mind the format", verb: VerbApprove, text: "and mind the format"},
		"a full stop behind it":      {body: "/goal stop.", verb: VerbStop},
		"an exclamation mark":        {body: "/goal stop!", verb: VerbStop},
		"a comma and a word":         {body: "/goal pause, please", verb: VerbPause, text: "please"},
		"approval with a full stop":  {body: "/goal approve.", verb: VerbApprove},
		"a tab behind it":            {body: "/goal stop\tnow", verb: VerbStop, text: "now"},
		"between backticks":          {body: "/goal `stop`", verb: VerbStop},
		"a hard blank":               {body: "/goal\u00a0stop", verb: VerbStop},
		"hard blanks all over":       {body: "/goal\u00a0freeze\u00a0a/**,\u00a0b/**", verb: VerbFreeze, text: "a/**,\u00a0b/**"},
		"two commands":               {body: "/goal freeze a/**\n/goal allow b/**", verb: VerbFreeze, text: "a/**\n/goal allow b/**", fault: "one command"},
		"a command behind approval":  {body: "/goal approve\r\n\r\n /goal extend actions=5", verb: VerbApprove, text: "/goal extend actions=5", fault: "one command"},
		"a command queued":           {body: "/goal queue this\n/goal stop", verb: VerbQueue, text: "this\n/goal stop", fault: "one command"},
		"stop and one more":          {body: "/goal stop\n/goal freeze a/**", verb: VerbStop, text: "/goal freeze a/**"},
		"a scoped package":           {body: "@types/node should be 20", text: "@types/node should be 20"},
		"a package of our name":      {body: "@goalkeeper/cli should be 20", text: "@goalkeeper/cli should be 20"},
		"a team of the owner":        {body: "@Acme/reviewers what do you think?", ignore: true},
		"a verb in a quoted remark":  {body: "> /goal stop\nno, go on", text: "> /goal stop\nno, go on"},
	} {
		t.Run(name, func(t *testing.T) {
			got := Read(c.body, "goalkeeper", "acme")
			if got.Verb != c.verb || got.Text != c.text || got.Ignore != c.ignore || (c.fault == "") != (got.Fault == "") || !strings.Contains(got.Fault, c.fault) {
				t.Errorf("Read(%q) = %+v", c.body, got)
			}
		})
	}
	more := Read("/goal extend actions=50 minutes=30 tokens=1M files=2", "x", "acme").More
	if want := (app.Budget{Actions: 50, Active: 30 * time.Minute, Tokens: 1_000_000, Files: 2}); more != want {
		t.Errorf("extend reads %+v, want %+v", more, want)
	}
}

func FuzzRead(f *testing.F) {
	f.Add("/goal extend actions=50")
	f.Add("@goalkeeper[bot]\n/goal queue\n\x00")
	f.Fuzz(func(t *testing.T, body string) {
		c := Read(body, "goalkeeper", "acme")
		if c.Ignore && (c.Verb != VerbReply || c.Text != "") {
			t.Errorf("ignored, but %+v", c)
		}
	})
}

// what a decision records, in short.
func kinds(d Decision) string {
	var out []string
	for _, e := range d.Entries {
		out = append(out, string(e.Payload.EventKind()))
	}
	return strings.Join(out, " ") + " " + d.Reaction
}

func TestDecide(t *testing.T) {
	at := func(k app.BreakpointKind) *app.Goal {
		g := &app.Goal{State: app.StatePlanning, Contract: &app.Contract{Version: 1}, Plan: &app.Plan{Version: 2}}
		if k != "" {
			g.Hold.Breakpoint = &app.Breakpoint{N: 3, Kind: k, Options: []string{"red", "blue"}}
		}
		return g
	}
	holds := func(k app.BreakpointKind) *app.Goal {
		g := at(k)
		g.Hold.Breakpoint.Detail = "- `go.mod`"
		if k == app.BreakpointPolicy {
			g.Hold.Breakpoint.Points = []string{"before phase 2"}
		}
		return g
	}
	spent := func() *app.Goal {
		g := at(app.BreakpointBudget)
		g.Limits, g.Usage.Actions = app.Budget{Actions: 10, Active: time.Hour}, 10
		return g
	}
	for name, c := range map[string]struct {
		goal *app.Goal
		body string
		want string
	}{
		"extend of another meter does not":        {spent(), "/goal extend minutes=5", "limit_extended eyes"},
		"approval of a new run":                   {spent(), "approve", "approval_given breakpoint_answered eyes"},
		"a reply steers":                          {at(""), "use maps", "instruction_accepted eyes"},
		"approval without a question":             {at(""), "approve", "instruction_refused confused"},
		"approval of a plan":                      {at(app.BreakpointPlan), "approve", "approval_given breakpoint_answered eyes"},
		"a reply at a plan revises it":            {at(app.BreakpointPlan), "smaller steps", "instruction_accepted breakpoint_answered eyes"},
		"a reply at a declared point waits":       {holds(app.BreakpointPolicy), "mind the format", "instruction_accepted eyes"},
		"a reply at an outgrown plan waits":       {holds(app.BreakpointPlan), "smaller", "instruction_accepted eyes"},
		"a reply before the push corrects":        {at(app.BreakpointPolicy), "mind the format", "instruction_accepted breakpoint_answered eyes"},
		"a reply at the agent's question answers": {at(app.BreakpointAsk), "red", "breakpoint_answered eyes"},
		"a reply at a budget waits":               {at(app.BreakpointBudget), "go on", "instruction_accepted eyes"},
		"extend lifts a budget":                   {at(app.BreakpointBudget), "/goal extend actions=5", "limit_extended breakpoint_answered eyes"},
		"extend elsewhere lifts nothing":          {at(app.BreakpointPlan), "/goal extend actions=5", "limit_extended eyes"},
		"queued text lifts nothing":               {at(app.BreakpointAsk), "/goal queue later", "instruction_accepted eyes"},
		"stop":                                    {at(app.BreakpointPlan), "/goal stop", "ended eyes"},
		"pause":                                   {at(""), "/goal pause", "paused eyes"},
		"resume what is not paused":               {at(""), "/goal resume", "instruction_refused confused"},
		"an unknown verb gets the list":           {at(""), "/goal dance", "instruction_refused confused"},
		"retry a question of the harness":         {at(app.BreakpointRepeat), "/goal retry", "breakpoint_answered eyes"},
		"retry does not approve":                  {at(app.BreakpointPlan), "/goal retry", "instruction_refused confused"},
		"freeze makes a new contract":             {at(""), "/goal freeze docs/**", "contract_frozen eyes"},
		"what is below a freeze steers":           {at(""), "/goal freeze docs/**\n\nUse maps.", "instruction_accepted contract_frozen eyes"},
		"what is below an allow steers":           {at(app.BreakpointGate), "/goal allow go.mod because it is planned\nUse maps.", "instruction_accepted contract_frozen breakpoint_answered eyes"},
		"what is behind a pause steers":           {at(""), "/goal pause and use maps", "instruction_accepted paused eyes"},
		"two commands do nothing":                 {at(""), "/goal pause\n/goal allow go.mod", "instruction_refused confused"},
		"allow answers a gate":                    {at(app.BreakpointGate), "/goal allow go.mod", "contract_frozen breakpoint_answered eyes"},
	} {
		t.Run(name, func(t *testing.T) {
			got := kinds(Decide(c.goal, Said{ID: "comment:1", Comment: 1, By: "github:ann", Command: Read(c.body, "goalkeeper", "acme")}))
			if got != c.want {
				t.Errorf("%q: %s, want %s", c.body, got, c.want)
			}
		})
	}
}

// TestWrittenBeforeTheQuestion answers nothing that it can have seen nothing of.
func TestWrittenBeforeTheQuestion(t *testing.T) {
	for kind, texts := range map[app.BreakpointKind][]string{
		app.BreakpointPlan: {"approve"}, app.BreakpointRepeat: {"/goal retry", "retry", "Retry."}, app.BreakpointSetup: {"/goal retry"},
	} {
		g := &app.Goal{State: app.StateWorking}
		g.Hold.Breakpoint = &app.Breakpoint{N: 1, Kind: kind, Options: []string{"/goal retry", "/goal stop"}}
		for _, text := range texts {
			c := Read(text, "goalkeeper", "acme")
			got := kinds(Decide(g, Said{ID: "comment:1", Comment: 1, By: "github:ann", Command: c, Early: true}))
			if !Answers(g.Hold.Breakpoint, c) || got != "instruction_refused confused" {
				t.Errorf("%q at %s: %v, %s", text, kind, Answers(g.Hold.Breakpoint, c), got)
			}
		}
		if Answers(g.Hold.Breakpoint, Read("use maps", "goalkeeper", "acme")) {
			t.Errorf("%s: words answer", kind)
		}
	}
}

func TestOptionsByNumber(t *testing.T) {
	g := &app.Goal{}
	g.Hold.Breakpoint = &app.Breakpoint{N: 1, Kind: app.BreakpointAsk, Options: []string{"red", "blue"}}
	for text, want := range map[string]string{"2": "blue", "1.": "red", "3": "3", "blue, please": "blue, please", "option 2": "blue", "Red.": "red", "> Which?\n\n2": "blue"} {
		d := Decide(g, Said{By: "github:ann", Command: Read(text, "goalkeeper", "acme")})
		if got := d.Entries[0].Payload.(app.BreakpointAnswered).Answer; got != want {
			t.Errorf("%q answers %q, want %q", text, got, want)
		}
	}
}

// TestSavedWorkIsTakenUpByAYes, and is left alone by what is neither yes nor no.
func TestSavedWorkIsTakenUpByAYes(t *testing.T) {
	g := &app.Goal{State: app.StatePlanning}
	g.Hold.Breakpoint = &app.Breakpoint{N: 1, Kind: app.BreakpointAsk, Options: []string{"Go on from the saved work", "Start afresh"}, Start: &app.Start{Goal: "g1"}}
	for want, texts := range map[string][]string{
		"Go on from the saved work": {"1", "1.", "option 1", "approve", "/goal approve", "/goal approve.", "yes", "Yes!", "yes, please", "OK", "go on", "Go on from the saved work.", "> Shall it?\n\nyes"},
		"Start afresh":              {"2", "Option 2", "no", "No.", "start afresh", "Start afresh!", "afresh"},
		"":                          {"What is in it?", "3", "yes and no", "1 or 2?", "use maps", "retry", "stop"},
	} {
		for _, text := range texts {
			d := Decide(g, Said{ID: "comment:1", By: "github:ann", Command: Read(text, "goalkeeper", "acme")})
			answer := ""
			for _, e := range d.Entries {
				if p, ok := e.Payload.(app.BreakpointAnswered); ok {
					answer = p.Answer
				}
			}
			if answer != want || (want == "") != (d.Reaction == "confused") || len(d.Entries) != 1 {
				t.Errorf("%q answers %q and %s, want %q", text, answer, kinds(d), want)
			}
		}
	}
	d := Decide(g, Said{ID: "comment:1", By: "github:ann", Command: Read("/goal approve use maps", "goalkeeper", "acme")})
	if got := kinds(d); got != "instruction_accepted breakpoint_answered eyes" {
		t.Errorf("an approval with words: %s", got)
	}
}

// TestApprovalGivesAReason: it stands with what is let in, and only what stands
// below is for the agent.
func TestApprovalGivesAReason(t *testing.T) {
	for text, want := range map[string]struct{ reason, words string }{
		"/goal approve":                        {"", ""},
		"approve":                              {"", ""},
		"/goal approve because `yaml` is ours": {"yaml is ours", ""},
		"/goal approve Because yaml is ours\n\nMind the format": {"yaml is ours", "Mind the format"},
		"/goal approve use maps because they are fast":          {"", "use maps because they are fast"},
	} {
		g := &app.Goal{State: app.StateWorking, Hold: app.Hold{Breakpoint: &app.Breakpoint{N: 3, Kind: app.BreakpointGate}}}
		reason, words, answered := "", "", false
		for _, e := range Decide(g, Said{ID: "comment:1", By: "github:ann", Command: Read(text, "goalkeeper", "acme")}).Entries {
			switch p := e.Payload.(type) {
			case app.InstructionAccepted:
				words = p.Instruction.Text
			case app.BreakpointAnswered:
				reason, answered = p.Reason, p.Answer == "approve"
			}
		}
		if !answered || reason != want.reason || words != want.words {
			t.Errorf("%q: approved %v because %q, and says %q to the agent, want %q and %q", text, answered, reason, words, want.reason, want.words)
		}
	}
}

// TestFreezeTakesAllOfIt: every glob of the line, and nothing that is said.
func TestFreezeTakesAllOfIt(t *testing.T) {
	for text, want := range map[string]string{
		"docs/**":                          "docs/**",
		"`a/**` and `b/**`":                "a/** b/**",
		"a/**, b/** because it is audited": "a/** b/**",
		"a/**\n\nThanks everybody":         "a/**",
		"`Makefile`":                       "Makefile",
		"`my dir/x.txt`, `b c/**`":         "my dir/x.txt|b c/**",
		"app/(group)/page.tsx":             "app/(group)/page.tsx",
		"'a/**'":                           "",
		"\"a/**\"":                         "",
		"`'a/**'`":                         "",
		"(a/**)":                           "",
		"a/**;":                            "",
		"a/**:":                            "",
		"a/**!":                            "",
		"`a/**, b/**`":                     "",
		"`a/** b/**`":                      "",
		"`a/** and b/**`":                  "",
		"`a/**, because it is audited`":    "",
	} {
		got, err := readGlobs(Read("/goal freeze "+text, "goalkeeper", "acme").line())
		want = strings.ReplaceAll(want, "** ", "**|")
		if (err != nil) != (want == "") || strings.Join(got, "|") != want {
			t.Errorf("%q freezes %q, %v; want %s", text, got, err, want)
		}
	}
}

// TestGrants: what is too small to grant anything, or said twice, is refused, and
// no sum of grants turns around.
func TestGrants(t *testing.T) {
	for text, good := range map[string]bool{"actions=1": true, "actions=0.5": false, "minutes=1e-15": false, "minutes=1": true, "minutes=1.5": false, "usd=0.01": true, "actions=5 actions=7": false, "Actions=5 USD=7": true} {
		if b, err := readBudget(text); (err == nil) != good {
			t.Errorf("%s grants %+v, %v", text, b, err)
		}
	}
	year, err := readBudget("minutes=525600 tokens=1000000M actions=1M")
	if err != nil {
		t.Fatal(err)
	}
	limits := app.Budget{Active: time.Hour, Tokens: 1, Actions: 1}
	for range 400 {
		was := limits
		if limits = limits.Plus(year); limits.Active < was.Active || limits.Tokens < was.Tokens || limits.Actions < was.Actions {
			t.Fatalf("%+v and a year are %+v", was, limits)
		}
	}
}

// TestMinutesHaveTheirOwnUnits: 30m are thirty minutes, not millions.
func TestMinutesHaveTheirOwnUnits(t *testing.T) {
	for text, want := range map[string]time.Duration{"minutes=30m": 30 * time.Minute, "minutes=2h": 2 * time.Hour, "actions=50, minutes=30": 30 * time.Minute, "tokens=1,000 and 90 minutes": 90 * time.Minute} {
		if b, err := readBudget(text); err != nil || b.Active != want {
			t.Errorf("%s grants %v, %v; want %v", text, b.Active, err, want)
		}
	}
}

// TestTheLaterWordStands: of what people froze and allowed, the later counts.
func TestTheLaterWordStands(t *testing.T) {
	g := &app.Goal{Contract: &app.Contract{}}
	for _, step := range []struct {
		say string
		may map[string]bool
	}{
		{"/goal allow *.sh", map[string]bool{"greet.sh": true, "hold.sh": true, "a.go": false}},
		{"/goal freeze greet.sh", map[string]bool{"greet.sh": false, "hold.sh": true}},
		{"/goal allow src/secret.go", map[string]bool{"src/secret.go": true, "greet.sh": false}},
		{"/goal freeze src/**", map[string]bool{"src/secret.go": false}},
		{"/goal allow src/a/**", map[string]bool{"src/a/x.go": true, "src/secret.go": false}},
		{"/goal allow greet.sh", map[string]bool{"greet.sh": true}},
		{"/goal allow protected src/**", map[string]bool{"src/secret.go": false}},
		{"/goal allow scope src/**", map[string]bool{"src/secret.go": true}},
	} {
		d := Decide(g, Said{ID: "comment:1", By: "github:ada", Text: step.say, Command: Read(step.say, "x", "acme")})
		if len(d.Entries) == 0 || d.Reaction != "eyes" {
			t.Fatalf("%s: %+v", step.say, d)
		}
		frozen, ok := d.Entries[0].Payload.(app.ContractFrozen)
		if !ok {
			t.Fatalf("%s: %T", step.say, d.Entries[0].Payload)
		}
		g.Contract = &frozen.Contract
		for path, want := range step.may {
			if got := g.Contract.Allows("scope", path); got != want {
				t.Errorf("after %s %s may change: %v, want %v", step.say, path, got, want)
			}
			if got := app.Waived(g.Contract.Waivers, "scope", app.Place{Path: path}, time.Time{}); got != want {
				t.Errorf("after %s a gate lets %s pass: %v, want %v", step.say, path, got, want)
			}
		}
	}
}
