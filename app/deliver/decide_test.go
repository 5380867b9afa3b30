package deliver

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/github"
)

var noon = time.Date(2026, 1, 2, 12, 0, 0, 0, time.UTC)

func coded(c github.Code) error {
	return fmt.Errorf("wrapped: %w", &github.Error{Op: "comment", Code: c, Status: 422, Message: "body is odd"})
}

func TestDecide(t *testing.T) {
	limit := fmt.Errorf("x: %w", &github.LimitError{Until: noon.Add(time.Hour)})
	for name, c := range map[string]struct {
		open  bool
		count int
		err   error
		want  app.EffectStatus
		wait  time.Duration
		fault string
	}{
		"done":                         {false, 1, nil, app.EffectSettled, 0, ""},
		"found":                        {true, 3, nil, app.EffectSettled, 0, ""},
		"limit":                        {false, 1, limit, app.EffectPending, time.Hour, ""},
		"limit while looking":          {true, 1, limit, app.EffectUnknown, time.Hour, ""},
		"limit after many attempts":    {false, 99, limit, app.EffectPending, time.Hour, ""},
		"lost answer":                  {false, 1, coded(github.CodeUnknown), app.EffectUnknown, time.Second, ""},
		"foreign error":                {false, 1, errors.New("exit status 128"), app.EffectUnknown, time.Second, ""},
		"lost again":                   {false, 3, coded(github.CodeUnknown), app.EffectUnknown, 4 * time.Second, ""},
		"not sent":                     {false, 1, coded(github.CodeUnavailable), app.EffectPending, time.Second, ""},
		"cannot look":                  {true, 2, coded(github.CodeUnavailable), app.EffectUnknown, 2 * time.Second, ""},
		"no token":                     {false, 2, coded(github.CodeUnauthorized), app.EffectPending, 2 * time.Second, ""},
		"waits at most two minutes":    {false, 39, coded(github.CodeUnavailable), app.EffectPending, 2 * time.Minute, ""},
		"gives up":                     {false, 40, coded(github.CodeUnavailable), app.EffectDead, 0, "gave up after 40 attempts"},
		"not found":                    {false, 1, coded(github.CodeNotFound), app.EffectDead, 0, "GitHub refused to post a comment: body is odd (422)"},
		"gone":                         {false, 1, coded(github.CodeGone), app.EffectDead, 0, "GitHub refused"},
		"gone while looking":           {true, 1, coded(github.CodeGone), app.EffectDead, 0, "GitHub refused"},
		"forbidden":                    {false, 1, coded(github.CodeForbidden), app.EffectDead, 0, "GitHub refused"},
		"invalid":                      {false, 1, coded(github.CodeInvalid), app.EffectDead, 0, "GitHub refused"},
		"invalid without GitHub's say": {false, 1, &github.Error{Code: github.CodeInvalid, Err: errors.New("no JSON")}, app.EffectDead, 0, "could not post a comment: "},
	} {
		t.Run(name, func(t *testing.T) {
			got := decide(attempt{kind: app.EffectComment, open: c.open, count: c.count, err: c.err, now: noon, retry: time.Second})
			if got.status != c.want || !strings.Contains(got.fault, c.fault) || (got.fault == "") != (c.fault == "") {
				t.Errorf("%+v, want %s %q", got, c.want, c.fault)
			}
			if c.wait > 0 && !got.until.Equal(noon.Add(c.wait)) || c.wait == 0 && !got.until.IsZero() {
				t.Errorf("until %v, want a wait of %v", got.until, c.wait)
			}
		})
	}
}

func TestMaybeDone(t *testing.T) {
	for s, want := range map[app.EffectStatus]bool{
		app.EffectPending: false, app.EffectSending: true, app.EffectUnknown: true,
	} {
		if maybeDone(s) != want {
			t.Errorf("%s: %v", s, !want)
		}
	}
}

func TestDelay(t *testing.T) {
	limit := &github.LimitError{Until: noon.Add(time.Hour)}
	for name, c := range map[string]struct {
		attempts int
		err      error
		want     time.Duration
	}{
		"first":     {0, coded(github.CodeUnavailable), time.Second},
		"fourth":    {3, coded(github.CodeInvalid), 8 * time.Second},
		"long":      {39, coded(github.CodeInvalid), 2 * time.Minute},
		"very long": {40, coded(github.CodeInvalid), 24 * time.Hour},
		"limit":     {50, limit, time.Hour},
	} {
		if got := delay(c.attempts, c.err, noon, time.Second); !got.Equal(noon.Add(c.want)) {
			t.Errorf("%s: until %v, want %v", name, got, noon.Add(c.want))
		}
	}
}

func TestJudge(t *testing.T) {
	first := app.PostPush{Commit: "new", Branch: "b"}
	later := app.PostPush{Commit: "new", Branch: "b", Expected: "old"}
	for name, c := range map[string]struct {
		head app.Commit
		post app.PostPush
		want move
	}{
		"new branch":        {"", first, movePush},
		"name is taken":     {"alien", first, moveRefuse},
		"pushed before":     {"new", first, moveDone},
		"moves on":          {"old", later, movePush},
		"moved before":      {"new", later, moveDone},
		"moved by somebody": {"alien", later, moveRefuse},
		"deleted":           {"", later, moveRefuse},
	} {
		if got := judge(c.head, c.post); got != c.want {
			t.Errorf("%s: %d, want %d", name, got, c.want)
		}
	}
}
