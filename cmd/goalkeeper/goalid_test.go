package main

import (
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/store"
)

func TestGoalOf(t *testing.T) {
	shop, other := app.Repo{Owner: "ann", Name: "shop"}, app.Repo{Owner: "bob", Name: "shop"}
	all := []store.Summary{
		{ID: "01KBQ7Z0AAV7M2X4N6P8SS9DG4", Repo: shop, Number: 1, Pull: 2},
		{ID: "01KBQ7Y0AAV7M2X4N6P8R0T2W4", Repo: shop, Number: 1},
		{ID: "01KBP000AAV7M2X4N6P8QQQQQQ", Repo: other, Number: 12},
	}
	for text, want := range map[string]string{
		"01KBQ7Z0AAV7M2X4N6P8SS9DG4": "0", "01kbq7z0aav7m2x4n6p8ss9dg4": "0", "ss9dg4": "0", "SS9DG4": "0", "01KBQ7Z": "0",
		"ann/shop#1": "0", "Ann/Shop#2": "0", "r0t2w4": "1", "01KBP": "2", "bob/shop#12": "2",
		"01KBQ": "names 2 goals", "4": "names 2 goals", "": "there is no goal", "tomorrow": "there is no goal", "ann/shop#3": "there is no goal",
		"bob/shop#1": "there is no goal", "shop#1": "there is no goal", "AAV7": "there is no goal", "bob/shop#0": "there is no goal",
	} {
		id, err := goalOf(all, text)
		if len(want) == 1 {
			if err != nil || id != all[want[0]-'0'].ID {
				t.Errorf("%q names %s, %v; want %s", text, id, err, want)
			}
		} else if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q names %s, %v; want %q", text, id, err, want)
		}
	}
}
