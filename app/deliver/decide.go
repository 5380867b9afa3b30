package deliver

import (
	"errors"
	"fmt"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/github"
)

// maxAttempts is some five hours of trying at the default pace.
const maxAttempts = 40

// maybeDone tells whether an earlier attempt at the effect may have reached
// GitHub, so that one has to look before writing.
func maybeDone(s app.EffectStatus) bool { return s == app.EffectSending || s == app.EffectUnknown }

// next is what follows from an attempt.
type next struct {
	status app.EffectStatus
	until  time.Time // for pending and unknown
	fault  string    // for dead: a sentence
}

// attempt is what is known after trying.
type attempt struct {
	kind  app.EffectKind
	open  bool // an earlier attempt may have happened and nobody could look
	count int  // attempts so far, this one included
	err   error
	now   time.Time
	retry time.Duration
}

// decide is the whole policy of posts.
func decide(a attempt) next {
	var limit *github.LimitError
	code := github.CodeOf(a.err)
	again := app.EffectPending
	if a.open || code == github.CodeUnknown {
		again = app.EffectUnknown
	}
	switch {
	case a.err == nil:
		return next{status: app.EffectSettled}
	case errors.As(a.err, &limit):
		return next{status: again, until: limit.Until}
	case code.Definitive():
		return next{status: app.EffectDead, fault: sentence(a.kind, a.err)}
	case a.count >= maxAttempts:
		return next{status: app.EffectDead, fault: fmt.Sprintf("gave up after %d attempts: %s", a.count, sentence(a.kind, a.err))}
	}
	return next{status: again, until: a.now.Add(backoff(a.retry, a.count-1))}
}

// delay is the policy of surfaces, which are never given up.
func delay(attempts int, err error, now time.Time, retry time.Duration) time.Time {
	var limit *github.LimitError
	switch {
	case errors.As(err, &limit):
		return limit.Until
	case attempts >= maxAttempts:
		return now.Add(24 * time.Hour)
	}
	return now.Add(backoff(retry, attempts))
}

// backoff doubles with each failure before, up to 120 times the first wait.
func backoff(first time.Duration, failures int) time.Duration {
	return min(first<<min(max(failures, 0), 10), 120*first)
}

// move is what to do about a push.
type move int

const (
	moveUnknown move = iota
	moveDone         // the branch is there already
	movePush
	moveRefuse // somebody else moved the branch
)

// judge compares where a branch stands with where a push starts and ends.
func judge(head app.Commit, p app.PostPush) move {
	switch head {
	case p.Commit:
		return moveDone
	case p.Expected:
		return movePush
	}
	return moveRefuse
}

// sentence says for people why GitHub does not take an effect.
func sentence(kind app.EffectKind, err error) string {
	deed := map[app.EffectKind]string{
		app.EffectComment:  "post a comment",
		app.EffectReaction: "add a reaction",
		app.EffectPull:     "open the pull request",
		app.EffectIssue:    "open a follow-up issue",
		app.EffectPush:     "push the branch",
		app.EffectReply:    "answer a review",
		app.EffectEdit:     "edit a comment",
		app.EffectClose:    "close the issue",
	}[kind]
	if deed == "" {
		deed = "write"
	}
	var e *github.Error
	if !errors.As(err, &e) || e.Message == "" {
		return fmt.Sprintf("could not %s: %v", deed, err)
	}
	if e.Status == 0 {
		return fmt.Sprintf("could not %s: %s", deed, e.Message)
	}
	return fmt.Sprintf("GitHub refused to %s: %s (%d)", deed, e.Message, e.Status)
}
