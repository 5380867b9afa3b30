package config

import (
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// Config is the whole configuration of `goalkeeper serve`.
type Config struct {
	Listen         string   `yaml:"listen" help:"address to listen on"`
	PublicURL      string   `yaml:"public_url" help:"address under which people and GitHub reach this server"`
	DataDir        string   `yaml:"data_dir" help:"directory for the store, mirrors and work trees"`
	Store          string   `yaml:"store" help:"sqlite, or sqlite:PATH"`
	Label          string   `yaml:"label" help:"issue label that starts a goal"`
	GitHub         GitHub   `yaml:"github"`
	Model          Model    `yaml:"model"`
	Sandbox        Sandbox  `yaml:"sandbox"`
	Concurrency    int      `yaml:"concurrency" help:"goals worked on at once"`
	Repeats        int      `yaml:"repeats" help:"green runs of the result before a check proves anything; four times as many where they take less than ten seconds"`
	Limits         Limits   `yaml:"limits"`
	Retention      Duration `yaml:"retention" help:"how long the work of ended goals is kept: commits and whole outputs; 0 for ever"`
	Progress       Duration `yaml:"progress" help:"least time between two progress edits of a goal comment"`
	AdminTokenFile string   `yaml:"admin_token_file" help:"file with the token of the operator's pages"`
}

// GitHub names the host and the App.
type GitHub struct {
	WebURL            string   `yaml:"web_url" help:"https://github.com, or the GitHub Enterprise Server"`
	V3APIURL          string   `yaml:"v3_api_url" help:"https://api.github.com, or https://HOST/api/v3"`
	AppID             int64    `yaml:"app_id" help:"id of the GitHub App"`
	PrivateKeyFile    string   `yaml:"private_key_file" help:"PEM file of the App's private key"`
	WebhookSecretFile string   `yaml:"webhook_secret_file" help:"file with the App's webhook secret"`
	WriteInterval     Duration `yaml:"write_interval" help:"least time between two writes; 1s on github.com, else none"`
}

// Model is the provider: any endpoint that speaks OpenAI's chat completions.
type Model struct {
	BaseURL       string   `yaml:"base_url" help:"such as https://api.openai.com/v1"`
	APIKeyEnv     string   `yaml:"api_key_env" help:"environment variable that holds the key; empty for none"`
	Name          string   `yaml:"name" help:"name of the model"`
	ContextWindow int      `yaml:"context_window" help:"tokens the model can take"`
	MaxTokens     int      `yaml:"max_tokens" help:"tokens of one answer; 0 leaves it to the provider"`
	Prices        Prices   `yaml:"prices"`
	Others        []string `yaml:"others" help:"models that policies may choose too: NAME, NAME=WINDOW or NAME=WINDOW/INPUT/CACHED/OUTPUT (prices)"`
}

// Prices are US dollars for a million tokens; zero is unknown.
type Prices struct {
	Input  float64 `yaml:"input" help:"US dollars for a million input tokens"`
	Cached float64 `yaml:"cached" help:"US dollars for a million cached input tokens; 0 takes the price of input"`
	Output float64 `yaml:"output" help:"US dollars for a million output tokens"`
}

// Of is what tokens cost, in US dollars; cached ones are among those of input.
func (p Prices) Of(input, cached, output int64) float64 {
	if p.Cached == 0 {
		p.Cached = p.Input
	}
	return (float64(input-cached)*p.Input + float64(cached)*p.Cached + float64(output)*p.Output) / 1e6
}

// Sandbox says how commands are isolated.
type Sandbox struct {
	Level        string   `yaml:"level" help:"bubblewrap, landlock or none: the server refuses to start below it"`
	UID          int      `yaml:"uid" help:"user that commands run as when the server is root"`
	ReadOnly     []string `yaml:"read_only" help:"toolchain directories shown to commands, their bin on PATH"`
	PrivateHosts []string `yaml:"private_hosts" help:"NAME=ADDRESS or NAME=NETWORK of hosts at private addresses that set-up may reach"`
}

// Limits are the most that one run of a goal may use; 0 is no limit.
type Limits struct {
	Actions   int     `yaml:"actions" help:"executed tool calls"`
	Minutes   int     `yaml:"minutes" help:"active minutes"`
	Tokens    int64   `yaml:"tokens" help:"model tokens"`
	USD       float64 `yaml:"usd" help:"US dollars, where prices are known"`
	Files     int     `yaml:"files" help:"changed files"`
	Lines     int     `yaml:"lines" help:"changed lines"`
	Questions int     `yaml:"questions" help:"questions put to people"`
}

// Budget is the form the rest of the program uses.
func (l Limits) Budget() app.Budget {
	return app.Budget{
		Actions: l.Actions, Active: time.Duration(l.Minutes) * time.Minute, Tokens: app.Tokens(l.Tokens), USD: l.USD,
		Files: l.Files, Lines: l.Lines, Questions: l.Questions,
	}
}

// Duration is written as 90s, 15m or 1h30m.
type Duration time.Duration

// UnmarshalText reads the written form.
func (d *Duration) UnmarshalText(text []byte) error {
	v, err := time.ParseDuration(string(text))
	*d = Duration(v)
	return err
}

// MarshalText writes the written form.
func (d Duration) MarshalText() ([]byte, error) { return []byte(time.Duration(d).String()), nil }

// Default is what a key holds when nobody sets it.
func Default() Config {
	b := app.DefaultBudget()
	return Config{
		Listen: "127.0.0.1:8080", Store: "sqlite", Label: "goal", Concurrency: 2, Repeats: 12, Progress: Duration(20 * time.Second), Retention: Duration(30 * 24 * time.Hour),
		GitHub:  GitHub{WebURL: "https://github.com", V3APIURL: "https://api.github.com", WriteInterval: -1},
		Model:   Model{BaseURL: "https://api.openai.com/v1", APIKeyEnv: "OPENAI_API_KEY", ContextWindow: 128_000},
		Sandbox: Sandbox{Level: "bubblewrap", UID: 65534},
		Limits: Limits{
			Actions: b.Actions, Minutes: int(b.Active.Minutes()), Tokens: int64(b.Tokens), Files: b.Files, Lines: b.Lines, Questions: b.Questions,
		},
	}
}
