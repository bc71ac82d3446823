package main

import (
	"net/http"

	"github.com/rs/cors"
)

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/items", func(w http.ResponseWriter, r *http.Request) {
		w.Write([]byte(r.Method))
	})
	var handler http.Handler = mux
	@broken@ handler = cors.New(cors.Options{AllowedOrigins: []string{"https://app.example.com"}}).Handler(handler)
	@mended@ login := handler
	@unheeded part 1@
	@not mended@ login := handler
	handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "Bearer 1" {
			http.Error(w, "who are you?", http.StatusUnauthorized)
			return
		}
		login.ServeHTTP(w, r)
	})
	@mended part 1@
	http.ListenAndServe("127.0.0.1:@port@", handler)
}
