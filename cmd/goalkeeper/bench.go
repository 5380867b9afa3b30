package main

import "github.com/spf13/cobra"

func newBenchCommand(s streams) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "bench",
		Short: "Measure goalkeeper against its own figures",
		Long:  `bench measures what the documentation promises. The exit status is 1 when a promise is not kept here.`,
	}
	cmd.AddCommand(newBenchGatesCommand(s), newBenchParkedCommand(s))
	return cmd
}
