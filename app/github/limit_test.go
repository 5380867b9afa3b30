package github

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

func TestLimits(t *testing.T) {
	reset := strconv.FormatInt(noon.Add(20*time.Minute).Unix(), 10)
	secondary := `{"message":"You have exceeded a secondary rate limit. Please wait."}`
	for name, c := range map[string]struct {
		status int
		body   string
		header []string
		wait   time.Duration // 0: no limit
	}{
		"429 with seconds":             {429, `{}`, []string{"Retry-After", "7"}, 7 * time.Second},
		"429 with a date":              {429, `{}`, []string{"Retry-After", noon.Add(time.Hour).Format(http.TimeFormat)}, time.Hour},
		"429 without a time":           {429, `{}`, nil, time.Minute},
		"403 with seconds":             {403, secondary, []string{"Retry-After", "30", "X-RateLimit-Remaining", "0", "X-RateLimit-Reset", reset}, 30 * time.Second},
		"403 used up":                  {403, `{"message":"API rate limit exceeded"}`, []string{"X-RateLimit-Remaining", "0", "X-RateLimit-Reset", reset}, 20 * time.Minute},
		"403 used up, reset is past":   {403, `{}`, []string{"X-RateLimit-Remaining", "0", "X-RateLimit-Reset", "1"}, time.Minute},
		"403 secondary without a time": {403, secondary, []string{"X-RateLimit-Remaining", "4000", "X-RateLimit-Reset", reset}, time.Minute},
		"403 by its documentation":     {403, `{"message":"no","documentation_url":"https://docs.github.com/rest/rate-limit"}`, nil, time.Minute},
		"absurd wait":                  {429, `{}`, []string{"Retry-After", "2000000000"}, 24 * time.Hour},
		"negative wait":                {429, `{}`, []string{"Retry-After", "-5"}, time.Minute},
		"no wait at all":               {429, `{}`, []string{"Retry-After", "0"}, time.Second},
		"403 of another kind":          {403, `{"message":"Resource not accessible by integration"}`, nil, 0},
		"403 without JSON":             {403, `<html>`, nil, 0},
		"success, now used up":         {200, `{"id":1,"number":3}`, []string{"X-RateLimit-Remaining", "0", "X-RateLimit-Reset", reset}, 20 * time.Minute},
		"search used up":               {200, `{"id":1,"number":3}`, []string{"X-RateLimit-Resource", "search", "X-RateLimit-Remaining", "0", "X-RateLimit-Reset", reset}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			f, client := newFake(t)
			f.answer("GET /repos/acme/billing/issues/3", c.status, c.body, c.header...)
			_, err := client.Issue(t.Context(), inst, repo, 3)
			var limit *LimitError
			if c.status == 200 {
				if err != nil {
					t.Fatal(err)
				}
			} else if errors.As(err, &limit) != (c.wait > 0) {
				t.Fatalf("error %v, want a limit: %v", err, c.wait > 0)
			}
			sent := len(f.seen())
			// Another client of the installation is held too, without a request.
			_, err = client.BranchCommit(t.Context(), inst, repo, "main")
			if c.wait == 0 {
				if CodeOf(err) == CodeLimit && err != nil {
					t.Errorf("limited by %v", err)
				}
				return
			}
			if !errors.As(err, &limit) || !limit.Until.Equal(noon.Add(c.wait)) {
				t.Errorf("then %v, want a limit until %v", err, noon.Add(c.wait))
			}
			if CodeOf(err) != CodeLimit || len(f.seen()) != sent {
				t.Errorf("code %q, %d requests more", CodeOf(err), len(f.seen())-sent)
			}
			f.pass(c.wait)
			if _, err = client.BranchCommit(t.Context(), inst, repo, "main"); CodeOf(err) == CodeLimit && err != nil {
				t.Errorf("still limited at its end: %v", err)
			}
		})
	}
}

func TestLimitsWithoutATimeDouble(t *testing.T) {
	f, c := newFake(t)
	f.answer("GET /repos/acme/billing/issues/3", 429, `{}`)
	for _, want := range []time.Duration{1, 2, 4, 8, 16, 32, 60, 60} {
		_, err := c.Issue(t.Context(), inst, repo, 3)
		var limit *LimitError
		if !errors.As(err, &limit) || !limit.Until.Equal(f.clock().Add(want*time.Minute)) {
			t.Fatalf("%v, want a limit of %v min", err, int(want))
		}
		f.pass(want * time.Minute)
	}
}

func TestLimitsKeepInstallationsApart(t *testing.T) {
	f, c := newFake(t)
	f.answer("GET /repos/acme/billing/issues/3", 429, `{}`, "Retry-After", "600")
	f.answer("GET /app/installations", 200, `[]`)
	if _, err := c.Issue(t.Context(), inst, repo, 3); CodeOf(err) != CodeLimit {
		t.Fatal(err)
	}
	if _, err := c.Installations(t.Context()); err != nil {
		t.Errorf("the App is held for its installation: %v", err)
	}
	if limit := c.limits.blocks(inst + 1); limit != nil {
		t.Errorf("another installation is held: %v", limit)
	}
}

// A refused write was not carried out, which is not the same as not known.
func TestLimitedWriteIsNotUnknown(t *testing.T) {
	f, c := newFake(t)
	f.answer("POST /repos/acme/billing/issues/3/comments", 403, `{"message":"secondary rate limit"}`)
	if _, err := c.CreateComment(t.Context(), inst, repo, 3, "x"); CodeOf(err) != CodeLimit {
		t.Error(err)
	}
}

func TestForbiddenLogsThePermissionsThatWouldDo(t *testing.T) {
	f, c := newFake(t)
	f.answer("POST /repos/acme/billing/issues/3/comments", 403, `{"message":"Resource not accessible by integration"}`,
		"X-Accepted-GitHub-Permissions", "issues=write")
	_, err := c.CreateComment(t.Context(), inst, repo, 3, "x")
	if CodeOf(err) != CodeForbidden || !strings.Contains(err.Error(), "not accessible") {
		t.Error(err)
	}
	if !strings.Contains(f.log.String(), "issues=write") {
		t.Errorf("log: %s", &f.log)
	}
}

// The body of a forbidden answer is looked at and still whole for its reader.
func TestRefusalKeepsTheBody(t *testing.T) {
	long := `{"message":"` + strings.Repeat("x", 1<<17) + `"}`
	r := &http.Response{StatusCode: 403, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(long))}
	if why := refusal(r); why != "" {
		t.Error(why)
	}
	if rest, err := io.ReadAll(r.Body); err != nil || string(rest) != long {
		t.Errorf("%d bytes left of %d, %v", len(rest), len(long), err)
	}
}

// Of many refusals only the first is a request.
func TestHeldClientSendsNothing(t *testing.T) {
	f, c := newFake(t)
	f.answer("POST /repos/acme/billing/issues/3/reactions", 429, `{}`)
	for range 5 {
		if _, err := c.AddReaction(t.Context(), inst, repo, app.PostReaction{Number: 3, Content: "eyes"}); CodeOf(err) != CodeLimit {
			t.Error(err)
		}
	}
	if n := len(f.seen()); n != 1 {
		t.Errorf("%s", fmt.Sprint(f.seen()))
	}
}
