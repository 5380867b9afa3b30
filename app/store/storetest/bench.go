package storetest

import (
	"bytes"
	"crypto/rand"
	"sync/atomic"
	"testing"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// body is as large as a real delivery of a labelled issue.
var body = bytes.Repeat([]byte("0123456789"), 1247)

// Delivery is one like those of the benchmarks, for an adapter's own floor.
func Delivery() app.Delivery {
	return app.Delivery{AppID: 1, GUID: rand.Text(), Event: "issues", Body: body, ReceivedAt: time.Now()}
}

// Bench measures an adapter; nobody works on what is stored.
func Bench(b *testing.B, fresh func(t testing.TB) Open) {
	b.Run("receive/one", func(b *testing.B) {
		s := fresh(b)(b, Options{})
		for b.Loop() {
			if _, err := s.Receive(b.Context(), Delivery()); err != nil {
				b.Fatal(err)
			}
		}
		perSecond(b)
	})
	b.Run("receive/64 writers", func(b *testing.B) {
		s := fresh(b)(b, Options{})
		Writers(b, func() error {
			_, err := s.Receive(b.Context(), Delivery())
			return err
		})
	})
	b.Run("turn", benchTurn(fresh))
}

// benchTurn seals and commits what a turn says: a request and its answer, some
// 4 kB.
func benchTurn(fresh func(t testing.TB) Open) func(b *testing.B) {
	return func(b *testing.B) {
		w := newWorld(b, fresh(b))
		l := w.lease(w.goal(1))
		c := w.next(l)
		said := app.Say(app.Paused{By: "ada", Reason: string(body[:2000])})
		for b.Loop() {
			c.Events = c.Events[:0]
			for range 2 {
				e := must(app.Seal(l.Goal, c.Summary.Seq, c.Summary.Hash, l.Epoch, time.Now(), said))(w)
				c.Events, c.Summary.Seq, c.Summary.Hash = append(c.Events, e), e.Seq, e.Hash
			}
			w.ok(w.Commit(w.ctx, c))
		}
		perSecond(b)
	}
}

// Writers has 64 writers share b's iterations.
func Writers(b *testing.B, write func() error) {
	b.SetParallelism(32) // times GOMAXPROCS
	var failed atomic.Value
	b.RunParallel(func(p *testing.PB) {
		for p.Next() {
			if err := write(); err != nil {
				failed.Store(err)
			}
		}
	})
	if err := failed.Load(); err != nil {
		b.Fatal(err)
	}
	perSecond(b)
}

func perSecond(b *testing.B) {
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "writes/s")
}
