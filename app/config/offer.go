package config

import (
	"strconv"
	"strings"
)

// Offers are the models a policy may choose, the default one first. What an
// entry of others does not say is the default's, except the prices: those of
// another model are not known.
func (m Model) Offers() []Model {
	own := m
	own.Others = nil
	out := []Model{own}
	for _, entry := range m.Others {
		if o, ok := own.other(entry); ok {
			out = append(out, o)
		}
	}
	return out
}

// other reads NAME, NAME=WINDOW or NAME=WINDOW/INPUT/CACHED/OUTPUT.
func (m Model) other(entry string) (Model, bool) {
	name, figures, given := strings.Cut(entry, "=")
	m.Name, m.Prices = name, Prices{}
	if name == "" || strings.ContainsAny(name, " ,") {
		return m, false
	}
	if !given {
		return m, true
	}
	parts := strings.Split(figures, "/")
	window, err := strconv.Atoi(parts[0])
	if err != nil || window < leastWindow || len(parts) != 1 && len(parts) != 4 {
		return m, false
	}
	m.ContextWindow = window
	if len(parts) == 1 {
		return m, true
	}
	for n, price := range []*float64{&m.Prices.Input, &m.Prices.Cached, &m.Prices.Output} {
		if *price, err = strconv.ParseFloat(parts[n+1], 64); err != nil || !(*price >= 0 && *price < 1e6) {
			return m, false
		}
	}
	return m, true
}
