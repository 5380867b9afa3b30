// Package shape renders the hub's state as GitHub's JSON, the same for REST answers and webhook payloads.
//
// In come rows, out go objects ready to be marshalled; nothing is written and nothing can be left half done.
package shape

import (
	"encoding/base64"
	"fmt"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/state"
)

// Object is a JSON object.
type Object map[string]any

// With returns the object with more fields, which win over its own.
func (o Object) With(more Object) Object {
	all := make(Object, len(o)+len(more))
	for key, value := range o {
		all[key] = value
	}
	for key, value := range more {
		all[key] = value
	}
	return all
}

// Printer renders one moment of the state. It may be used as long as the state is held.
type Printer struct {
	Data *state.Data
	Web  string // the hub's address, such as http://127.0.0.1:8080
}

// API is the base of all REST addresses.
func (p Printer) API() string { return p.Web + "/api/v3" }

func (p Printer) api(format string, args ...any) string {
	return p.API() + fmt.Sprintf(format, args...)
}

func (p Printer) web(format string, args ...any) string {
	return p.Web + fmt.Sprintf(format, args...)
}

// List renders every row with the function.
func List[R any](rows []R, one func(R) Object) []Object {
	list := make([]Object, len(rows))
	for i, row := range rows {
		list[i] = one(row)
	}
	return list
}

// NodeID is the GraphQL id of a thing; kind is GitHub's prefix.
func NodeID(kind string, id any) string {
	return kind + "_" + base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, "%s:%v", kind, id))
}

// Time is a moment as GitHub writes it; nil for none.
func Time(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.UTC().Format(time.RFC3339)
}

// orNull is the text, or null when it is empty.
func orNull(text string) any {
	if text == "" {
		return nil
	}
	return text
}

// orNullID is the number, or null when it is zero.
func orNullID[N int | int64](n N) any {
	if n == 0 {
		return nil
	}
	return n
}
