vcl 4.1;

backend app {
    .host = "127.0.0.1";
    .port = "@upstream port@";
}

sub vcl_backend_response {
    set beresp.ttl = 60s;
}
