package app

import (
	"testing"
	"time"
)

// TestMeterText: minutes are told as finely as elsewhere, with a limit and without.
func TestMeterText(t *testing.T) {
	used := Usage{Actions: 3, Active: 18 * time.Second, USD: 0.314}
	for _, c := range []struct {
		limit Budget
		want  map[string]string
	}{
		{Budget{Actions: 50, Active: time.Hour, USD: 5}, map[string]string{"actions": "3 of 50", "minutes": "0.3 of 60", "usd": "0.31 of 5.00"}},
		{Budget{}, map[string]string{"actions": "3", "minutes": "0.3", "usd": "0.31"}},
	} {
		for _, m := range Meters(used, c.limit) {
			if want, told := c.want[m.Name]; told && m.Text != want {
				t.Errorf("%s: %q, want %q", m.Name, m.Text, want)
			}
		}
	}
}
