package agent

import (
	"fmt"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// Present is how the model sees a tool's result: one header line, then the text.
func Present(tool string, r app.ToolResult) string {
	var b strings.Builder
	fmt.Fprintf(&b, "[%s: %s", tool, r.Status)
	if r.Exit != nil {
		fmt.Fprintf(&b, ", exit %d", *r.Exit)
	}
	if r.DurationMS >= 1000 {
		fmt.Fprintf(&b, ", %.1f s", float64(r.DurationMS)/1000)
	}
	if r.Truncated {
		fmt.Fprintf(&b, ", cut; the whole is in output %s", r.OutputID)
	}
	if r.Refusal != nil {
		fmt.Fprintf(&b, ", rule %s", r.Refusal.Rule)
		if r.Refusal.Path != "" {
			fmt.Fprintf(&b, ", path %s", r.Refusal.Path)
		}
		fmt.Fprintf(&b, ", %s can permit it", r.Refusal.Who)
	}
	b.WriteString("]")
	if r.Text != "" {
		b.WriteString("\n")
		b.WriteString(r.Text)
	}
	return b.String()
}
