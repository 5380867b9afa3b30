package main

import "github.com/spf13/cobra"

func newBenchCommand(s streams) *cobra.Command {
	cmd := &cobra.Command{Use: "bench", Short: "Measure goalkeeper against its own figures"}
	cmd.AddCommand(newBenchGatesCommand(s))
	return cmd
}
