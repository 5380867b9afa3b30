package web_test

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// chromium starts a browser, or skips the test where there is none.
func chromium(t *testing.T) context.Context {
	t.Helper()
	program, err := exec.LookPath("chromium")
	if err != nil && os.Getenv("GOALKEEPER_REQUIRE") != "" {
		t.Fatal("needs chromium")
	}
	if err != nil {
		t.Skip("needs chromium")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(program), chromedp.UserDataDir(t.TempDir()), chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true),
	)
	if os.Getuid() == 0 {
		options = append(options, chromedp.NoSandbox)
	}
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, cancel := chromedp.NewContext(allocator)
	t.Cleanup(func() { cancel(); stop() })
	if err := chromedp.Do(ctx, chromedp.Navigate("about:blank")); err != nil {
		t.Fatal(err)
	}
	return ctx
}

// do does one thing in the browser, which may take a while on a busy machine.
func do(t *testing.T, ctx context.Context, steps ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	patient, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	if err := chromedp.Do(patient, steps...); err != nil {
		t.Fatal(err)
	}
}

func ask[T any](t *testing.T, ctx context.Context, question chromedp.Action[T]) T {
	t.Helper()
	patient, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	answer, err := chromedp.Run(patient, question)
	if err != nil {
		t.Fatal(err)
	}
	return answer
}

// press clicks what leads to another page and waits for it.
func press(t *testing.T, ctx context.Context, what string) {
	t.Helper()
	loaded := chromedp.Events(ctx, page.LoadEventFired)
	do(t, ctx, chromedp.Click(what))
	for _, err := range loaded {
		if err != nil {
			t.Fatal(err)
		}
		return
	}
}

func TestBrowserStory(t *testing.T) {
	ctx := chromium(t)
	w := start(t, nil)
	do(t, ctx, chromedp.Navigate(w.URL()+"/ada/billing/issues"))
	press(t, ctx, ".main-button")
	press(t, ctx, `//button[contains(., "Continue as wes")]`)
	do(t, ctx, chromedp.SendKeys("#title", "Move the export"), chromedp.SendKeys("#body", "It is **slow**."))
	press(t, ctx, ".card-form .main-button")
	if at := ask(t, ctx, chromedp.Location()); at != w.URL()+"/ada/billing/issues/1" {
		t.Fatalf("opened at %s", at)
	}
	do(t, ctx, chromedp.SendKeys(`input[name="add"]`, "goal"))
	press(t, ctx, "aside .line-form button")
	if labeled := w.next("issues", "labeled"); labeled.Label.Name != "goal" || labeled.Sender.Login != "wes" {
		t.Errorf("labeled %+v", labeled)
	}
	do(t, ctx, chromedp.SendKeys("#comment", "approve"))
	press(t, ctx, "#new-comment .main-button")
	if said := w.next("issue_comment", "created"); said.Comment.Body != "approve" {
		t.Errorf("commented %+v", said)
	}
	if shown := ask(t, ctx, chromedp.Text("article:target .markdown-body")); shown != "approve" {
		t.Errorf("the comment is shown as %q", shown)
	}
	do(t, ctx, chromedp.SendKeys("#comment", "- [ ] go on"))
	press(t, ctx, "#new-comment .main-button")
	press(t, ctx, ".tick-box")
	if ticked := w.next("issue_comment", "edited"); ticked.Comment.Body != "- [x] go on" {
		t.Errorf("ticked %+v", ticked)
	}
	press(t, ctx, ".topbar .link-button")
	if shown := ask(t, ctx, chromedp.Text(".topbar")); !strings.Contains(shown, "Sign in") {
		t.Errorf("after signing out: %q", shown)
	}
}

// TestPagesFit shows long conversations on a phone and on a desk, in both colours, and wants no page wider
// than its window. HUB_SCREENSHOTS names a directory to keep pictures in.
func TestPagesFit(t *testing.T) {
	ctx := chromium(t)
	w := start(t, nil)
	w.furnish()
	do(t, ctx, chromedp.Navigate(w.URL()+"/login"))
	press(t, ctx, `//button[contains(., "Continue as wes")]`)
	paths := []string{
		"/", "/login", "/ada/billing", "/ada/billing/blob/main/app.go", "/ada/billing/issues", "/ada/billing/issues/new", "/ada/billing/issues/1",
		"/ada/billing/pulls", "/ada/billing/pull/2", "/ada/billing/pull/2/files?path=app.go&line=3&side=RIGHT", "/ada/billing/pull/2/commits", "/ada/none",
	}
	for _, width := range []int64{390, 1280} {
		for _, colours := range []string{"light", "dark"} {
			do(t, ctx, chromedp.EmulateViewport(width, 900), chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
				_, err := cdp.Call(ctx, tab, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
					Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: colours}},
				})
				return err
			}))
			for _, path := range paths {
				do(t, ctx, chromedp.Navigate(w.URL()+path))
				if wide := ask(t, ctx, chromedp.Evaluate[int64]("document.documentElement.scrollWidth")); wide > width {
					t.Errorf("%s is %d wide on %d", path, wide, width)
				}
				w.keepPicture(ctx, fmt.Sprintf("%d-%s%s", width, colours, path))
			}
		}
	}
}

func (w *world) keepPicture(ctx context.Context, name string) {
	w.Helper()
	dir := os.Getenv("HUB_SCREENSHOTS")
	if dir == "" {
		return
	}
	name, _, _ = strings.Cut(strings.ReplaceAll(name, "/", "_"), "?")
	w.check(os.WriteFile(filepath.Join(dir, name+".png"), ask(w.T, ctx, chromedp.FullScreenshot(100)), 0o644))
}

// furnish makes a long issue, number 1, and a long pull request, number 2.
func (w *world) furnish() {
	w.Helper()
	read := func(name string) string {
		text, err := os.ReadFile(filepath.Join("testdata", name))
		w.check(err)
		return string(text)
	}
	repo := "/repos/ada/billing"
	w.call("rea", http.MethodPost, repo+"/issues", map[string]any{"title": "Move the billing invoice export from the legacy worker to the new queue", "body": read("issue.md")})
	w.call("wes", http.MethodPatch, repo+"/issues/1", map[string]any{"labels": []string{"goal", "enhancement", "help wanted"}})
	said := w.callAsApp(repo+"/issues/1/comments", map[string]any{"body": read("comment.md")})
	w.callAsApp(fmt.Sprintf("%s/issues/comments/%.0f/reactions", repo, said["id"]), map[string]any{"content": "eyes"})
	w.call("wes", http.MethodPost, repo+"/issues/1/comments", map[string]any{"body": "approve"})
	w.push("goalkeeper/1-move-the-invoice-export", map[string]string{
		"app.go":                  "package app\n\n// A is better, and says so in a comment that is longer than the window of a phone is wide.\nfunc A() error {\n\treturn nil\n}\n",
		"internal/export/work.go": "package export\n\n// Work is new.\nfunc Work() {}\n",
	})
	w.callAsApp(repo+"/pulls", map[string]any{"title": "Export invoices through the queue", "head": "goalkeeper/1-move-the-invoice-export", "base": "main", "body": read("pull.md")})
	w.call("wes", http.MethodPost, repo+"/pulls/2/reviews", map[string]any{
		"event": "REQUEST_CHANGES", "body": "Nearly.", "comments": []map[string]any{{"path": "app.go", "line": 3, "side": "RIGHT", "body": "Better than **what**?"}},
	})
	w.call("ada", http.MethodPost, repo+"/pulls/2/reviews", map[string]any{"event": "APPROVE"})
	head := w.git(w.bare(), "rev-parse", "refs/pull/2/head")
	w.callAsApp(repo+"/check-runs", map[string]any{
		"name": "goalkeeper", "head_sha": head, "status": "completed", "conclusion": "success",
		"output": map[string]any{"title": "5 of 5 criteria proven", "summary": "1 criterion waits for people."},
	})
	w.callAsApp(repo+"/check-runs", map[string]any{"name": "lint", "head_sha": head, "status": "in_progress"})
}
