package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/goalkeeper-dev/goalkeeper/app/config"
)

func newConfigCommand(s streams) *cobra.Command {
	cmd := &cobra.Command{Use: "config", Short: "Check and explain the server's configuration"}
	cmd.AddCommand(newConfigCheckCommand(s), newConfigKeysCommand(s))
	return cmd
}

func newConfigCheckCommand(s streams) *cobra.Command {
	return &cobra.Command{
		Use:   "check FILE",
		Short: "Report everything that is wrong with a configuration, at once",
		Long: `check reads FILE and the environment as "serve" does and prints one line for each
fault: line, key, value, rule. It exits with 0 when there is none, else with 2.`,
		Args: exactArgs(1, "the configuration FILE"),
		RunE: func(_ *cobra.Command, args []string) error {
			text, err := os.ReadFile(args[0])
			if err != nil {
				return usagef("read configuration: %w", err)
			}
			cfg, err := config.Read(text, os.Environ())
			if err != nil {
				for line := range strings.Lines(err.Error()) {
					fmt.Fprintf(s.Err, "%s: %s\n", args[0], printable(strings.TrimSuffix(line, "\n")))
				}
				return exit(exitBadInput)
			}
			for _, note := range missingHere(cfg) {
				fmt.Fprintf(s.Err, "note: %s\n", note)
			}
			fmt.Fprintf(s.Out, "%s: fine\n", args[0])
			return nil
		},
	}
}

// missingHere are what a correct configuration names and this machine lacks;
// it may be meant for another.
func missingHere(cfg config.Config) []string {
	var out []string
	paths := [][2]string{
		{"github.private_key_file", cfg.GitHub.PrivateKeyFile}, {"github.webhook_secret_file", cfg.GitHub.WebhookSecretFile},
	}
	for n, dir := range cfg.Sandbox.ReadOnly {
		paths = append(paths, [2]string{fmt.Sprintf("sandbox.read_only[%d]", n), dir})
	}
	for _, p := range paths {
		if _, err := os.Stat(p[1]); err != nil {
			out = append(out, fmt.Sprintf("%s: %q cannot be read on this machine", p[0], p[1]))
		}
	}
	if name := cfg.Model.APIKeyEnv; name != "" && os.Getenv(name) == "" {
		out = append(out, fmt.Sprintf("model.api_key_env: %s is not set in this environment", name))
	}
	return out
}

func newConfigKeysCommand(s streams) *cobra.Command {
	return &cobra.Command{
		Use:   "keys",
		Short: "List every key with its environment variable",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			c := config.Default()
			for _, k := range config.Keys(&c) {
				fmt.Fprintf(s.Out, "%-28s %-38s %s\n", k.Path, k.Variable, k.Help)
			}
			return nil
		},
	}
}

// exactArgs asks for n arguments and says which.
func exactArgs(n int, what string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) != n {
			return usagef("%s needs %s (see %q)", c.CommandPath(), what, c.CommandPath()+" --help")
		}
		return nil
	}
}
