$.ajax({
  url: "https://api.example/x",
  type: "PUT",
  contentType: "application/json",
  data: JSON.stringify({ a: 1 }),
  xhrFields: { withCredentials: true },
  success: function (data) { console.log(data); }
});
