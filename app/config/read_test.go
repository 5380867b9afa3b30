package config

import (
	"strings"
	"testing"
	"time"
)

const good = `listen: 127.0.0.1:8080
data_dir: /var/lib/goalkeeper
github:
  web_url: https://ghe.example.com
  v3_api_url: https://ghe.example.com/api/v3
  app_id: 7
  private_key_file: key.pem
  webhook_secret_file: secret
model:
  name: some-model
progress: 5s
sandbox: {level: landlock, read_only: [/usr/local/go]}
`

func TestRead(t *testing.T) {
	c, err := Read([]byte(good), []string{"HOME=/root", "GOALKEEPER_CONCURRENCY=7", "GOALKEEPER_REPEATS=20", "GOALKEEPER_SANDBOX_READ_ONLY=/a,/b", "GOALKEEPER_PROGRESS=1m"})
	if err != nil {
		t.Fatal(err)
	}
	if c.Concurrency != 7 || c.Repeats != 20 || len(c.Sandbox.ReadOnly) != 2 || time.Duration(c.Progress) != time.Minute || c.GitHub.AppID != 7 {
		t.Errorf("%+v", c)
	}
	if c.Label != "goal" || c.GitHub.WriteInterval != 0 || c.Limits.Actions != 50 {
		t.Errorf("defaults: %+v", c)
	}
	public := strings.NewReplacer("https://ghe.example.com/api/v3", "https://api.github.com", "https://ghe.example.com", "https://github.com").Replace(good)
	if c, err = Read([]byte(public), nil); err != nil || time.Duration(c.GitHub.WriteInterval) != time.Second {
		t.Errorf("on github.com writes are paced: %v, %v", c.GitHub.WriteInterval, err)
	}
}

// TestFaults: every fault at once, each with its line, key and rule, and once.
func TestFaults(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		env  []string
		want []string
	}{
		"empty":         {"", nil, []string{"data_dir: is required", "github.app_id: is required", "github.private_key_file", "github.webhook_secret_file", "model.name"}},
		"not YAML":      {"a: [", nil, []string{"line 1"}},
		"a list":        {"- a\n", nil, []string{"line 1: must hold keys", "data_dir", "github.app_id", "private_key_file", "webhook_secret_file", "model.name"}},
		"unknown key":   {good + "githbu: {}\n", nil, []string{"line 13: githbu: there is no such key"}},
		"a near miss":   {strings.Replace(good, "data_dir", "dataDir", 1), nil, []string{"line 2: dataDir: there is no such key; did you mean data_dir?", "data_dir: is required"}},
		"twice":         {good + "listen: 127.0.0.1:1\n", nil, []string{`line 13: listen: is given twice`}},
		"wrong kind":    {strings.Replace(good, "app_id: 7", "app_id: seven", 1), nil, []string{`line 6: github.app_id: "seven": must be a whole number`}},
		"wrong values":  {good + "concurrency: 0\nlabel: \"\"\nstore: mysql\n", nil, []string{`line 15: store: "mysql"`, "line 14: label", `line 13: concurrency: "0": must be 1 to 1000`}},
		"relative":      {strings.Replace(good, "/usr/local/go", "go", 1), nil, []string{`line 12: sandbox.read_only[0]: "go": must be an absolute path`}},
		"root":          {strings.Replace(good, "level: landlock", "uid: 0", 1), nil, []string{`sandbox.uid: "0": must be an unprivileged user`}},
		"a user in it":  {strings.Replace(good, "web_url: https://", "web_url: https://x:y@", 1), nil, []string{"line 4: github.web_url"}},
		"environment":   {good, []string{"GOALKEEPER_CONCURRENCY=many", "GOALKEEPER_NONSENSE=1"}, []string{"$GOALKEEPER_CONCURRENCY: \"many\": must be a whole number", "$GOALKEEPER_NONSENSE: there is no such key"}},
		"not a mapping": {strings.Replace(good, "model:\n  name: some-model\n", "model: gpt\n", 1), nil, []string{`line 9: model: "gpt": must hold keys`, "model.name: is required"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Read([]byte(c.text), c.env)
			if err == nil {
				t.Fatal("no fault")
			}
			lines := strings.Split(err.Error(), "\n")
			if len(lines) != len(c.want) {
				t.Errorf("%d faults, want %d:\n%s", len(lines), len(c.want), err)
			}
			for n, want := range c.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("fault %d: no %q in\n%s", n+1, want, err)
				}
			}
		})
	}
}

func TestPrivateHosts(t *testing.T) {
	c, err := Read([]byte(good), []string{"GOALKEEPER_SANDBOX_PRIVATE_HOSTS=Mirror.example=10.0.0.7,lab.example=10.1.2.3/8,v6.example=fd00::/8"})
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"mirror.example": "10.0.0.7/32", "lab.example": "10.0.0.0/8", "v6.example": "fd00::/8"} {
		if got := c.Sandbox.Private()[name]; got.String() != want {
			t.Errorf("%s at %s, want %s", name, got, want)
		}
	}
	for _, bad := range []string{"mirror.example", "=10.0.0.7", "*.example=10.0.0.7", "mirror.example:443=10.0.0.7", "mirror.example=there", "mirror.example=fe80::1%eth0"} {
		if _, err := Read([]byte(good), []string{"GOALKEEPER_SANDBOX_PRIVATE_HOSTS=" + bad}); err == nil || !strings.Contains(err.Error(), "must be NAME=ADDRESS") {
			t.Errorf("%s: %v", bad, err)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(good)
	f.Add("github: [1]\nmodel: {prices: {input: x}}")
	f.Fuzz(func(_ *testing.T, text string) { _, _ = Read([]byte(text), nil) })
}
