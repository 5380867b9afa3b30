package config

import "testing"

// TestPrices: cached tokens have a price of their own, else that of input.
func TestPrices(t *testing.T) {
	for p, want := range map[Prices]float64{
		{Input: 2, Cached: 0.5, Output: 8}: 1*2 + 3*0.5 + 2*8,
		{Input: 2, Output: 8}:              4*2 + 2*8,
		{}:                                 0,
	} {
		if got := p.Of(4e6, 3e6, 2e6); got != want {
			t.Errorf("%+v: %g dollars, want %g", p, got, want)
		}
	}
}
