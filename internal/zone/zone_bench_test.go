package zone

import "testing"

func BenchmarkBook(b *testing.B) {
	for name, n := range map[string]int{"5000": 5000, "50000": 50000} {
		x := season(n)
		b.Run("estimate/"+name, func(b *testing.B) {
			for b.Loop() {
				Estimate(x, Defaults())
			}
		})
		book := Estimate(x, Defaults())
		b.Run("on/"+name, func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				book.On(x[i%n].Day)
			}
		})
		b.Run("before/"+name, func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				book.Before(x[i%n].Start)
			}
		})
	}
}
