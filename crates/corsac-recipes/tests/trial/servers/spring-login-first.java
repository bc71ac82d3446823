import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import javax.servlet.*;
import javax.servlet.http.*;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.*;
import org.springframework.web.context.ContextLoaderListener;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.cors.*;
import org.springframework.web.filter.*;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.mvc.method.annotation.*;

public class Main {
    @RestController
    @broken@ @CrossOrigin(origins = "https://app.example.com")
    public static class Items {
        @RequestMapping(path = "/items", method = {RequestMethod.GET, RequestMethod.PUT})
        public String items(HttpServletRequest request, HttpServletResponse response) {
            return request.getMethod();
        }
    }

    public static class Configuration {
        @Bean
        public RequestMappingHandlerMapping mapping() {
            return new RequestMappingHandlerMapping();
        }

        @Bean
        public RequestMappingHandlerAdapter adapter() {
            return new RequestMappingHandlerAdapter();
        }

        @Bean
        public Items items() {
            return new Items();
        }

        @part 1@

        @part 2@
    }

    /** What Spring Security does without http.cors. */
    public static class Login extends OncePerRequestFilter {
        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            if ("Bearer 1".equals(request.getHeader("Authorization"))) {
                chain.doFilter(request, response);
            } else {
                response.sendError(401);
            }
        }
    }

    public static void main(String[] arguments) throws Exception {
        AnnotationConfigWebApplicationContext spring = new AnnotationConfigWebApplicationContext();
        spring.setClassLoader(Main.class.getClassLoader());
        spring.register(Configuration.class);
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(System.getProperty("java.io.tmpdir"));
        tomcat.setPort(@port@);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Context context = tomcat.addContext("", null);
        context.setParentClassLoader(Main.class.getClassLoader());
        EnumSet<DispatcherType> requests = EnumSet.of(DispatcherType.REQUEST);
        context.addServletContainerInitializer((classes, servlets) -> {
            servlets.addListener(new ContextLoaderListener(spring));
            @mended@ FilterRegistration.Dynamic cors = servlets.addFilter("cors", new DelegatingFilterProxy("corsFilter"));
            @mended@ cors.addMappingForUrlPatterns(requests, true, "/*");
            servlets.addFilter("login", new Login()).addMappingForUrlPatterns(requests, true, "/*");
            @unheeded@ FilterRegistration.Dynamic cors = servlets.addFilter("cors", new DelegatingFilterProxy("corsFilter"));
            @unheeded@ cors.addMappingForUrlPatterns(requests, true, "/*");
            AnnotationConfigWebApplicationContext inside = new AnnotationConfigWebApplicationContext();
            ServletRegistration.Dynamic dispatcher = servlets.addServlet("mvc", new DispatcherServlet(inside));
            dispatcher.addMapping("/");
            dispatcher.setLoadOnStartup(1);
        }, null);
        tomcat.start();
        tomcat.getServer().await();
    }
}
