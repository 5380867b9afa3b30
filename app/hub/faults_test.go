package hub_test

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-github/v60/github"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/fault"
)

func (w *world) comment(by *github.Client, body string) error {
	_, _, err := by.Issues.CreateComment(w.Context(), "ada", "billing", 1, &github.IssueComment{Body: &body})
	return err
}

func (w *world) bodies() []string {
	w.Helper()
	list, _, err := w.as("ada").Issues.ListComments(w.Context(), "ada", "billing", 1, nil)
	w.check(err)
	var bodies []string
	for _, c := range list {
		bodies = append(bodies, c.GetBody())
	}
	return bodies
}

func troubled(t *testing.T) *world {
	w := start(t)
	w.repo("billing")
	_, _, err := w.as("ada").Issues.Create(t.Context(), "ada", "billing", &github.IssueRequest{Title: github.String("x")})
	w.check(err)
	return w
}

func TestFaultsOfRequests(t *testing.T) {
	for _, test := range []struct {
		rule    fault.Rule
		carried bool
		check   func(error) bool
	}{
		{fault.Rule{Kind: fault.Status, Status: 502}, false, func(err error) bool { return status(err) == 502 }},
		{fault.Rule{Kind: fault.TooMany, Seconds: 7}, false, func(err error) bool {
			refused := new(github.ErrorResponse)
			return errors.As(err, &refused) && refused.Response.StatusCode == 429 && refused.Response.Header.Get("Retry-After") == "7"
		}},
		{fault.Rule{Kind: fault.SecondaryLimit, Seconds: 7}, false, func(err error) bool {
			limited := new(github.AbuseRateLimitError)
			return errors.As(err, &limited) && limited.GetRetryAfter() == 7*time.Second
		}},
		{fault.Rule{Kind: fault.PrimaryLimit, Seconds: 60}, false, func(err error) bool {
			limited := new(github.RateLimitError)
			return errors.As(err, &limited) && time.Until(limited.Rate.Reset.Time) > 50*time.Second
		}},
		{fault.Rule{Kind: fault.DropRequest}, false, func(err error) bool { return err != nil && status(err) == 0 }},
		{fault.Rule{Kind: fault.DropReply}, true, func(err error) bool { return err != nil && status(err) == 0 }},
		{fault.Rule{Kind: fault.Slow, Seconds: 0.01}, true, func(err error) bool { return err == nil }},
	} {
		t.Run(string(test.rule.Kind), func(t *testing.T) {
			w := troubled(t)
			w.transport.faulty = true
			test.rule.Method, test.rule.Path, test.rule.After, test.rule.Times = "POST", "/issues/1/comments$", 1, 1
			w.check(w.Faults().Add(test.rule))
			w.check(w.comment(w.as("ada"), "before"))
			if err := w.comment(w.as("ada"), "during"); !test.check(err) {
				t.Errorf("during the fault: %v", err)
			}
			w.check(w.comment(w.as("ada"), "after"))
			want := "before after"
			if test.carried {
				want = "before during after"
			}
			if got := strings.Join(w.bodies(), " "); got != want {
				t.Errorf("comments %q, want %q", got, want)
			}
		})
	}
}

func TestFaultsOfDeliveries(t *testing.T) {
	for _, test := range []struct {
		kind fault.Kind
		want string
	}{
		{fault.LoseDelivery, "two three"},
		{fault.DelayDelivery, "one two three"},
		{fault.DoubleDelivery, "one one two three"},
		{fault.SwapDeliveries, "two one three"},
	} {
		t.Run(string(test.kind), func(t *testing.T) {
			w := troubled(t)
			rule := fault.Rule{Kind: test.kind, Event: "issue_comment", Action: "created", Times: 1, Seconds: 0.01}
			if test.kind == fault.SwapDeliveries {
				rule.Seconds = 10
			}
			w.check(w.Faults().Add(rule))
			for _, body := range []string{"one", "two", "three"} {
				w.check(w.comment(w.as("ada"), body))
			}
			var got []string
			for len(got) == 0 || got[len(got)-1] != "three" {
				event, _ := next(w, func(*github.IssueCommentEvent) bool { return true })
				got = append(got, event.GetComment().GetBody())
			}
			if text := strings.Join(got, " "); text != test.want {
				t.Errorf("delivered %q, want %q", text, test.want)
			}
		})
	}
}

func TestLostDeliveryIsInTheLogAsFailed(t *testing.T) {
	w := troubled(t)
	w.check(w.Faults().Add(fault.Rule{Kind: fault.LoseDelivery, Event: "issue_comment", Times: 1}))
	w.check(w.comment(w.as("ada"), "lost"))
	w.check(w.comment(w.as("ada"), "found"))
	next(w, func(e *github.IssueCommentEvent) bool { return e.GetComment().GetBody() == "found" })
	request, err := w.asApp().NewRequest(http.MethodGet, "app/hook/deliveries?status=failure", nil)
	w.check(err)
	var failed []*github.HookDelivery
	_, err = w.asApp().Do(t.Context(), request, &failed)
	w.check(err)
	if len(failed) != 1 || failed[0].GetStatus() == "OK" || failed[0].GetEvent() != "issue_comment" {
		t.Fatalf("failed deliveries %v", failed)
	}
	if _, _, err := w.asApp().Apps.RedeliverHookDelivery(t.Context(), failed[0].GetID()); !errors.As(err, new(*github.AcceptedError)) {
		t.Fatalf("redeliver: %v", err)
	}
	next(w, func(e *github.IssueCommentEvent) bool { return e.GetComment().GetBody() == "lost" })
}

func TestFaultsOverHTTP(t *testing.T) {
	w := troubled(t)
	ask := func(method, token, body string) (int, []fault.Rule) {
		request, err := http.NewRequestWithContext(t.Context(), method, w.URL()+"/_hub/faults", strings.NewReader(body))
		w.check(err)
		request.Header.Set("Authorization", "Bearer "+token)
		response, err := (&http.Client{Transport: w.transport}).Do(request)
		w.check(err)
		defer response.Body.Close()
		var rules []fault.Rule
		json.NewDecoder(response.Body).Decode(&rules)
		return response.StatusCode, rules
	}
	for _, test := range []struct {
		name, method, user, body string
		status, rules            int
	}{
		{"not an admin", "POST", "wes", `{"kind":"status"}`, 403, 0},
		{"unknown kind", "POST", "ada", `{"kind":"flood"}`, 422, 0},
		{"bad path", "POST", "ada", `{"kind":"status","path":"("}`, 422, 0},
		{"one", "POST", "ada", `{"kind":"status","path":"/labels"}`, 201, 1},
		{"list", "POST", "ada", `[{"kind":"slow"},{"kind":"drop_reply"}]`, 201, 3},
		{"show", "GET", "ada", "", 200, 3},
		{"clear", "DELETE", "ada", "", 200, 0},
	} {
		if code, rules := ask(test.method, w.token(test.user), test.body); code != test.status || len(rules) != test.rules {
			t.Errorf("%s: %d, %d rules, want %d, %d", test.name, code, len(rules), test.status, test.rules)
		}
	}
}
