// Package webhooks is the door: signed deliveries of GitHub come in, stored
// app.Delivery values go out, and Decode turns such a value into the
// vocabulary of this program.
//
// A delivery is answered only after the inbox has it. If the process dies
// before that, GitHub shows the delivery as failed and the catch-up sweep
// reads it from there; if it dies afterwards, the inbox has it.
package webhooks
