package main

import (
	"net/http"

	"github.com/rs/cors"
)

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/items", func(w http.ResponseWriter, r *http.Request) {
		@not mended@ w.Header().Set("Vary", "Accept-Encoding")
		@mended@ w.Header().Add("Vary", "Accept-Encoding")
		w.Write([]byte(r.Method))
	})
	var handler http.Handler = mux
	@broken@ handler = cors.New(cors.Options{AllowedOrigins: []string{"https://app.example.com"}}).Handler(handler)
	@part 1@
	http.ListenAndServe("127.0.0.1:@port@", handler)
}
