package config

import (
	"fmt"
	"net"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// validate finds every fault; it looks at nothing but c.
func (c Config) validate() Faults {
	var f Faults
	add := func(path, value, rule string) { f = append(f, Fault{Path: path, Value: value, Rule: rule}) }
	if _, _, err := net.SplitHostPort(c.Listen); err != nil {
		add("listen", c.Listen, "must be HOST:PORT")
	}
	if c.PublicURL != "" {
		f = append(f, webURL("public_url", c.PublicURL)...)
	}
	if c.DataDir == "" {
		add("data_dir", "", "is required")
	}
	if c.Store != "sqlite" && (!strings.HasPrefix(c.Store, "sqlite:") || c.Store == "sqlite:") {
		add("store", c.Store, "must be sqlite or sqlite:PATH")
	}
	if c.Label == "" || len(c.Label) > 50 || strings.ContainsAny(c.Label, "\r\n") {
		add("label", c.Label, "must be the name of a label: 1 to 50 characters")
	}
	f = append(f, c.GitHub.validate()...)
	f = append(f, c.Model.validate()...)
	f = append(f, c.Sandbox.validate()...)
	if c.Concurrency < 1 || c.Concurrency > 1000 {
		add("concurrency", fmt.Sprint(c.Concurrency), "must be 1 to 1000")
	}
	if c.Repeats < 1 || c.Repeats > mostRepeats {
		add("repeats", fmt.Sprint(c.Repeats), fmt.Sprintf("must be 1 to %d; a check runs as often as it takes in any case", mostRepeats))
	}
	if time.Duration(c.Progress) < 0 {
		add("progress", time.Duration(c.Progress).String(), "must not be negative")
	}
	if r := time.Duration(c.Retention); r < 0 || r > 0 && r < time.Hour {
		add("retention", r.String(), "must be 0 (for ever) or at least 1h")
	}
	for name, v := range map[string]float64{
		"actions": float64(c.Limits.Actions), "minutes": float64(c.Limits.Minutes), "tokens": float64(c.Limits.Tokens),
		"usd": c.Limits.USD, "files": float64(c.Limits.Files), "lines": float64(c.Limits.Lines), "questions": float64(c.Limits.Questions),
	} {
		if v < 0 {
			add("limits."+name, fmt.Sprint(v), "must not be negative; 0 is no limit")
		}
	}
	if c.Limits.Minutes > mostMinutes {
		add("limits.minutes", fmt.Sprint(c.Limits.Minutes), fmt.Sprintf("must be at most %d, a year; 0 is no limit", mostMinutes))
	}
	return f
}

// mostRepeats leaves room for the other runs of a verification.
const mostRepeats = 40

// mostMinutes is far from what a duration holds.
const mostMinutes = 365 * 24 * 60

func (g GitHub) validate() Faults {
	f := append(webURL("github.web_url", g.WebURL), webURL("github.v3_api_url", g.V3APIURL)...)
	if g.AppID <= 0 {
		f = append(f, Fault{Path: "github.app_id", Rule: "is required: the number on the App's page"})
	}
	if g.PrivateKeyFile == "" {
		f = append(f, Fault{Path: "github.private_key_file", Rule: "is required: the PEM file from the App's page"})
	}
	if g.WebhookSecretFile == "" {
		f = append(f, Fault{Path: "github.webhook_secret_file", Rule: "is required: unsigned deliveries are never accepted"})
	}
	return f
}

// leastWindow is the smallest context a goal can be worked on in, in tokens.
const leastWindow = 4000

func (m Model) validate() Faults {
	f := webURL("model.base_url", m.BaseURL)
	if m.Name == "" {
		f = append(f, Fault{Path: "model.name", Rule: "is required"})
	}
	if m.ContextWindow < leastWindow {
		f = append(f, Fault{Path: "model.context_window", Value: fmt.Sprint(m.ContextWindow), Rule: "must be at least 4000 tokens"})
	}
	if m.MaxTokens < 0 {
		f = append(f, Fault{Path: "model.max_tokens", Value: fmt.Sprint(m.MaxTokens), Rule: "must not be negative"})
	}
	names := []string{m.Name}
	for n, entry := range m.Others {
		o, ok := m.other(entry)
		if !ok || slices.Contains(names, o.Name) {
			f = append(f, Fault{Path: fmt.Sprintf("model.others[%d]", n), Value: entry, Rule: "must be another model: NAME, NAME=WINDOW or NAME=WINDOW/INPUT/CACHED/OUTPUT, such as small=128000/0.25/0.025/2"})
		}
		if ok && m.Prices != (Prices{}) && o.Prices == (Prices{}) {
			f = append(f, Fault{Path: fmt.Sprintf("model.others[%d]", n), Value: entry, Rule: "needs prices, as model.prices are given: a goal that works with it would have no limit in money"})
		}
		names = append(names, o.Name)
	}
	if m.Prices.Input < 0 || m.Prices.Cached < 0 || m.Prices.Output < 0 {
		f = append(f, Fault{Path: "model.prices", Rule: "must not be negative"})
	}
	return f
}

func (s Sandbox) validate() Faults {
	var f Faults
	switch s.Level {
	case "bubblewrap", "landlock", "none":
	default:
		f = append(f, Fault{Path: "sandbox.level", Value: s.Level, Rule: "must be bubblewrap, landlock or none"})
	}
	if s.UID <= 0 {
		f = append(f, Fault{Path: "sandbox.uid", Value: fmt.Sprint(s.UID), Rule: "must be an unprivileged user, never 0"})
	}
	for n, dir := range s.ReadOnly {
		if !filepath.IsAbs(dir) {
			f = append(f, Fault{Path: fmt.Sprintf("sandbox.read_only[%d]", n), Value: dir, Rule: "must be an absolute path"})
		}
	}
	for n, host := range s.PrivateHosts {
		if _, _, ok := privateHost(host); !ok {
			f = append(f, Fault{Path: fmt.Sprintf("sandbox.private_hosts[%d]", n), Value: host, Rule: "must be NAME=ADDRESS or NAME=NETWORK, such as mirror.example=10.0.0.7"})
		}
	}
	return f
}

func webURL(path, value string) Faults {
	u, err := url.Parse(value)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return Faults{{Path: path, Value: value, Rule: "must be an http or https address without user, query or fragment"}}
	}
	return nil
}
